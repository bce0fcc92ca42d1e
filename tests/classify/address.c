/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "classify/address.h"
#include "classify/base.h"

typedef bool check(const char *, size_t);

/*
 * The address must hold, and must not with any one letter changed, cut or
 * added.
 */
static void
holds(check *is, const char *address)
{
	char changed[ADDRESS_MAX + 2];
	size_t length = strlen(address);

	assert_true(is(address, length));
	assert_false(is(address, length - 1));
	assert_false(is(address, 0));
	for (size_t i = 0; i < length; i++) {
		strcpy(changed, address);
		changed[i] = changed[i] == '7' ? '9' : '7';
		if (is(changed, length))
			fail_msg("%s holds as well", changed);
	}
	strcpy(changed, address);
	strcat(changed, "7");
	assert_false(is(changed, length + 1));
}

static void
bitcoin_in_all_forms(void **state)
{
	(void)state;
	/* The genesis block; BIP 13's form; BIP 173; BIP 350. */
	holds(address_is_bitcoin, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa");
	holds(address_is_bitcoin, "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy");
	holds(address_is_bitcoin,
	    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");
	assert_true(address_is_bitcoin(
	    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", 42));
	holds(address_is_bitcoin, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9"
	    "h8z3k2e72q4k9hcz7vqzk5jj0");
	/* BIP 350: version 1 with the checksum of version 0. */
	assert_false(address_is_bitcoin("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9"
	    "h8z3k2e72q4k9hcz7vqh2y7hd", 62));
}

static void
litecoin_and_tron_are_told_from_bitcoin(void **state)
{
	const char *segwit = "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9";
	const char *tron = "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8";

	(void)state;
	holds(address_is_litecoin, segwit);
	holds(address_is_tron, tron);
	assert_false(address_is_bitcoin(segwit, strlen(segwit)));
	assert_false(address_is_bitcoin(tron, strlen(tron)));
	assert_false(address_is_litecoin(
	    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", 34));
}

static void
ethereum_by_its_case(void **state)
{
	const char *mixed = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

	(void)state;
	/* The examples of EIP-55. */
	assert_true(address_is_ethereum(mixed, 42));
	assert_true(address_is_ethereum(
	    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", 42));
	assert_false(address_is_ethereum(
	    "0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed", 42));
	assert_true(address_is_ethereum(
	    "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", 42));
	assert_false(address_is_ethereum(mixed, 41));
	assert_false(address_is_ethereum(
	    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg", 42));
}

static void
monero_and_ton(void **state)
{
	(void)state;
	holds(address_is_monero, "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7ot"
	    "Xft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A");
	holds(address_is_ton,
	    "EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N");
	assert_true(address_is_ton(
	    "EQDrjaLahLkMB-hMCmkzOyBuHJ139ZUYmPHu6RRBKnbdLIYI", 48));
	assert_true(address_is_ton(
	    "EQDrjaLahLkMB+hMCmkzOyBuHJ139ZUYmPHu6RRBKnbdLIYI", 48));
}

static void
onion_services_of_version_3(void **state)
{
	(void)state;
	/* An example of rend-spec-v3. */
	holds(address_is_onion,
	    "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd");
}

static void
keccak_is_the_original_one(void **state)
{
	/* Keccak-256 of nothing, from the Keccak team's test vectors. */
	static const uint8_t empty[KECCAK_SIZE] = { 0xc5, 0xd2, 0x46, 0x01,
	    0x86, 0xf7, 0x23, 0x3c, 0x92, 0x7e, 0x7d, 0xb2, 0xdc, 0xc7, 0x03,
	    0xc0, 0xe5, 0x00, 0xb6, 0x53, 0xca, 0x82, 0x27, 0x3b, 0x7b, 0xfa,
	    0xd8, 0x04, 0x5d, 0x85, 0xa4, 0x70 };
	uint8_t hash[KECCAK_SIZE];

	(void)state;
	keccak_256((const uint8_t *)"", 0, hash);
	assert_memory_equal(hash, empty, sizeof(empty));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bitcoin_in_all_forms),
		cmocka_unit_test(litecoin_and_tron_are_told_from_bitcoin),
		cmocka_unit_test(ethereum_by_its_case),
		cmocka_unit_test(monero_and_ton),
		cmocka_unit_test(onion_services_of_version_3),
		cmocka_unit_test(keccak_is_the_original_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
