/* SPDX-License-Identifier: MIT */
/*
 * Addresses that carry a checksum of their own: of cryptocurrencies, and of
 * onion services. Each function takes the address by itself, without spaces
 * around it, and says whether the checksum holds; none looks further than
 * the bytes given, and none fails in another way.
 */
#ifndef CLASSIFY_ADDRESS_H
#define CLASSIFY_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

/* The longest address of all: a Monero integrated address. */
#define ADDRESS_MAX 106

/*
 * Bitcoin main net: base58check with version 0 or 5; bech32 for witness
 * version 0 (BIP 173); bech32m for 1 to 16 (BIP 350).
 */
bool address_is_bitcoin(const char *text, size_t length);

/* Litecoin main net: base58check with version 48 or 50; bech32 with "ltc". */
bool address_is_litecoin(const char *text, size_t length);

/* Tron: base58check with version 65, so that it starts with T. */
bool address_is_tron(const char *text, size_t length);

/*
 * Ethereum: 0x and 40 hexadecimal digits whose mixed case is the checksum of
 * EIP-55. An address in one case has none, and is accepted.
 */
bool address_is_ethereum(const char *text, size_t length);

/*
 * Monero main net: standard (4…), subaddress (8…) and integrated, in
 * Monero's own base58 of 8-byte blocks, with 4 bytes of Keccak-256 (the
 * CryptoNote standard 007).
 */
bool address_is_monero(const char *text, size_t length);

/*
 * TON, the user-friendly form: base64 or base64url of flags, workchain,
 * account and CRC-16/XMODEM (TEP 2).
 */
bool address_is_ton(const char *text, size_t length);

/*
 * Onion service, version 3: 56 letters of base32, without ".onion"
 * (rend-spec-v3, section 6).
 */
bool address_is_onion(const char *text, size_t length);

#endif
