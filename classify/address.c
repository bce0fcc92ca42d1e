/* SPDX-License-Identifier: MIT */
#include "classify/address.h"

#include <ctype.h>
#include <nettle/base64.h>
#include <nettle/sha3.h>
#include <string.h>

#include "classify/base.h"

bool
address_is_bitcoin(const char *text, size_t length)
{
	int version = base58_check(text, length);

	return version == 0 || version == 5 ||
	    bech32_check(text, length, "bc") >= 0;
}

bool
address_is_litecoin(const char *text, size_t length)
{
	int version = base58_check(text, length);

	return version == 48 || version == 50 ||
	    bech32_check(text, length, "ltc") >= 0;
}

bool
address_is_tron(const char *text, size_t length)
{
	return base58_check(text, length) == 65;
}

bool
address_is_ethereum(const char *text, size_t length)
{
	uint8_t lower[40], hash[KECCAK_SIZE];
	bool has_lower = false, has_upper = false, matches = true;

	if (length != 42 || text[0] != '0' || text[1] != 'x')
		return false;
	for (size_t i = 0; i < 40; i++) {
		unsigned char c = (unsigned char)text[i + 2];

		if (!isxdigit(c))
			return false;
		has_lower |= islower(c) != 0;
		has_upper |= isupper(c) != 0;
		lower[i] = (uint8_t)tolower(c);
	}
	keccak_256(lower, sizeof(lower), hash);
	for (size_t i = 0; i < 40; i++) {
		/* A letter is upper case where its half byte is 8 or more. */
		bool upper = hash[i / 2] >> (i % 2 == 0 ? 7 : 3) & 1;

		if (isalpha(lower[i]))
			matches &= upper ==
			    (isupper((unsigned char)text[i + 2]) != 0);
	}
	return !has_lower || !has_upper || matches;
}

/* CryptoNote writes 8 bytes as 11 letters; the last block is shorter. */
#define BLOCK_LETTERS 11
#define BLOCK_BYTES 8

/* Decode one block, whose leading '1' are digits of zero. */
static bool
decode_block(const char *text, size_t letters, uint8_t *bytes, size_t size)
{
	uint8_t decoded[BLOCK_BYTES + 1];

	while (letters > 0 && text[0] == '1') {
		text++;
		letters--;
	}
	/* base58_decode wants the size that the number has. */
	for (size_t used = 0; used <= size; used++) {
		if (base58_decode(text, letters, decoded, used)) {
			memset(bytes, 0, size - used);
			memcpy(bytes + size - used, decoded, used);
			return true;
		}
	}
	return false;
}

bool
address_is_monero(const char *text, size_t length)
{
	uint8_t bytes[77], hash[KECCAK_SIZE];
	size_t size = length == 106 ? 77 : 69;

	if (length != 95 && length != 106)
		return false;
	for (size_t i = 0, done = 0; i < length; i += BLOCK_LETTERS) {
		size_t letters = length - i, block = size - done;

		if (letters > BLOCK_LETTERS) {
			letters = BLOCK_LETTERS;
			block = BLOCK_BYTES;
		}
		if (!decode_block(text + i, letters, bytes + done, block))
			return false;
		done += block;
	}
	/* Network bytes: standard 18, integrated 19, subaddress 42. */
	if (length == 106 ? bytes[0] != 19 : bytes[0] != 18 && bytes[0] != 42)
		return false;
	keccak_256(bytes, size - 4, hash);
	return memcmp(hash, bytes + size - 4, 4) == 0;
}

static unsigned
crc16_xmodem(const uint8_t *bytes, size_t length)
{
	unsigned sum = 0;

	for (size_t i = 0; i < length * 8; i++) {
		unsigned bit = (unsigned)bytes[i / 8] >> (7 - i % 8) & 1;
		unsigned top = sum >> 15 & 1;

		sum = (sum << 1 & 0xffff) ^ (top != bit ? 0x1021 : 0);
	}
	return sum;
}

bool
address_is_ton(const char *text, size_t length)
{
	struct base64_decode_ctx context;
	uint8_t bytes[BASE64_DECODE_LENGTH(48)];
	size_t size = sizeof(bytes);
	char url[48];

	if (length != sizeof(url))
		return false;
	for (size_t i = 0; i < length; i++)
		url[i] = text[i] == '+' ? '-' : text[i] == '/' ? '_' : text[i];
	base64url_decode_init(&context);
	if (!base64_decode_update(&context, &size, bytes, length, url) ||
	    size != 36)
		return false;
	/* Bounceable 0x11 or not 0x51; work chain 0 or -1. */
	if ((bytes[0] != 0x11 && bytes[0] != 0x51) ||
	    (bytes[1] != 0 && bytes[1] != 0xff))
		return false;
	return crc16_xmodem(bytes, 34) ==
	    ((unsigned)bytes[34] << 8 | bytes[35]);
}

bool
address_is_onion(const char *text, size_t length)
{
	static const char label[] = ".onion checksum";
	uint8_t bytes[35], hash[SHA3_256_DIGEST_SIZE];
	struct sha3_256_ctx context;

	if (length != 56 || !base32_decode(text, length, bytes) ||
	    bytes[34] != 3)
		return false;
	sha3_256_init(&context);
	sha3_256_update(&context, sizeof(label) - 1, (const uint8_t *)label);
	sha3_256_update(&context, 32, bytes);
	sha3_256_update(&context, 1, bytes + 34);
	sha3_256_digest(&context, sizeof(hash), hash);
	return memcmp(hash, bytes + 32, 2) == 0;
}
