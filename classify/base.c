/* SPDX-License-Identifier: MIT */
#include "classify/base.h"

#include <ctype.h>
#include <nettle/sha2.h>
#include <nettle/sha3.h>
#include <string.h>

/* The value of a letter in an alphabet, or -1. */
static int
value_of(const char *alphabet, char letter)
{
	const char *place = letter == '\0' ? NULL : strchr(alphabet, letter);

	return place == NULL ? -1 : (int)(place - alphabet);
}

bool
base58_decode(const char *text, size_t length, uint8_t *bytes, size_t size)
{
	static const char alphabet[] =
	    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
	size_t zeros = 0, leading = 0;

	memset(bytes, 0, size);
	for (size_t i = 0; i < length; i++) {
		int carry = value_of(alphabet, text[i]);

		if (carry < 0)
			return false;
		for (size_t j = size; j-- > 0;) {
			carry += 58 * bytes[j];
			bytes[j] = (uint8_t)carry;
			carry >>= 8;
		}
		if (carry != 0)
			return false;
	}
	/* Each leading '1' stands for a byte of zero, and for nothing else. */
	while (zeros < length && text[zeros] == '1')
		zeros++;
	while (leading < size && bytes[leading] == 0)
		leading++;
	return zeros == leading;
}

int
base58_check(const char *text, size_t length)
{
	uint8_t bytes[25], hash[SHA256_DIGEST_SIZE];
	struct sha256_ctx context;

	if (length < 25 || length > 35 ||
	    !base58_decode(text, length, bytes, sizeof(bytes)))
		return -1;
	sha256_init(&context);
	sha256_update(&context, 21, bytes);
	sha256_digest(&context, sizeof(hash), hash);
	sha256_update(&context, sizeof(hash), hash);
	sha256_digest(&context, sizeof(hash), hash);
	return memcmp(hash, bytes + 21, 4) == 0 ? bytes[0] : -1;
}

bool
base32_decode(const char *text, size_t length, uint8_t *bytes)
{
	static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned held = 0, bits = 0;

	for (size_t i = 0; i < length; i++) {
		int value = value_of(alphabet,
		    (char)tolower((unsigned char)text[i]));

		if (value < 0)
			return false;
		held = (held << 5 | (unsigned)value) & 0xfff;
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			*bytes++ = (uint8_t)(held >> bits);
		}
	}
	return true;
}

/* One step of the checksum of BIP 173. */
static uint32_t
polymod(uint32_t sum, unsigned value)
{
	static const uint32_t generator[] = { 0x3b6a57b2, 0x26508e6d,
	    0x1ea119fa, 0x3d4233dd, 0x2a1462b3 };
	uint32_t top = sum >> 25;

	sum = (sum & 0x1ffffff) << 5 ^ value;
	for (int i = 0; i < 5; i++)
		if (top >> i & 1)
			sum ^= generator[i];
	return sum;
}

/* True if the letters are not of both cases. */
static bool
is_one_case(const char *text, size_t length)
{
	bool lower = false, upper = false;

	for (size_t i = 0; i < length; i++) {
		lower |= islower((unsigned char)text[i]) != 0;
		upper |= isupper((unsigned char)text[i]) != 0;
	}
	return !(lower && upper);
}

/* True if a witness program of this many 5-bit values fits its version. */
static bool
witness_fits(int version, size_t values)
{
	size_t bytes = values * 5 / 8;

	if (values * 5 % 8 > 4 || bytes < 2 || bytes > 40)
		return false;
	return version != 0 || bytes == 20 || bytes == 32;
}

int
bech32_check(const char *text, size_t length, const char *human)
{
	static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
	size_t prefix = strlen(human);
	uint32_t sum = 1;
	int version;

	if (length < prefix + 14 || length > 90 || text[prefix] != '1' ||
	    !is_one_case(text, length))
		return -1;
	for (size_t i = 0; i < prefix; i++) {
		if (tolower((unsigned char)text[i]) != human[i])
			return -1;
		sum = polymod(sum, (unsigned char)human[i] >> 5);
	}
	sum = polymod(sum, 0);
	for (size_t i = 0; i < prefix; i++)
		sum = polymod(sum, human[i] & 31);
	for (size_t i = prefix + 1; i < length; i++) {
		int value = value_of(alphabet,
		    (char)tolower((unsigned char)text[i]));

		if (value < 0)
			return -1;
		sum = polymod(sum, (unsigned)value);
	}
	version = value_of(alphabet,
	    (char)tolower((unsigned char)text[prefix + 1]));
	if (version > 16 || sum != (version == 0 ? 1 : 0x2bc830a3) ||
	    !witness_fits(version, length - prefix - 8))
		return -1;
	return version;
}

void
keccak_256(const uint8_t *bytes, size_t length, uint8_t hash[KECCAK_SIZE])
{
	uint8_t block[KECCAK_MESSAGE_MAX + 1] = { 0 };
	struct sha3_state state;

	memset(&state, 0, sizeof(state));
	memcpy(block, bytes, length);
	/* Keccak's own padding; FIPS 202 begins with 6 in the place of 1. */
	block[length] = 1;
	block[KECCAK_MESSAGE_MAX] |= 0x80;
	for (size_t i = 0; i < sizeof(block); i++)
		state.a[i / 8] |= (uint64_t)block[i] << (i % 8 * 8);
	sha3_permute(&state);
	for (size_t i = 0; i < KECCAK_SIZE; i++)
		hash[i] = (uint8_t)(state.a[i / 8] >> (i % 8 * 8));
}
