/* SPDX-License-Identifier: MIT */
/*
 * The encodings that addresses are written in, where no library of ours has
 * them, and the hash that some of them use. All take bytes and a length and
 * write into the caller's array.
 */
#ifndef CLASSIFY_BASE_H
#define CLASSIFY_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KECCAK_SIZE 32
#define KECCAK_MESSAGE_MAX 135	/* bytes: one block less the padding */

/*
 * Decode base58 (Bitcoin's alphabet) into exactly `size` bytes. Returns
 * false if a letter is none of base58, or the number needs another size.
 */
bool base58_decode(const char *text, size_t length, uint8_t *bytes,
    size_t size);

/*
 * Decode base58 of 25 bytes and check the last four, which begin SHA-256 of
 * SHA-256 of the others. Returns the version byte, or -1.
 */
int base58_check(const char *text, size_t length);

/*
 * Decode base32 (RFC 4648, lower or upper case, no padding) into
 * length * 5 / 8 bytes. Returns false if a letter is none of base32.
 */
bool base32_decode(const char *text, size_t length, uint8_t *bytes);

/*
 * Check a segregated-witness address with the given human-readable part
 * (BIP 173, BIP 350). Returns the witness version, or -1.
 */
int bech32_check(const char *text, size_t length, const char *human);

/*
 * Keccak-256 with its original padding, as Ethereum and CryptoNote use it,
 * by nettle's permutation. length is at most KECCAK_MESSAGE_MAX.
 */
void keccak_256(const uint8_t *bytes, size_t length,
    uint8_t hash[KECCAK_SIZE]);

#endif
