/* SPDX-License-Identifier: MIT */
/* Links to an account, a group or a telephone number of some service. */
#include <ctype.h>
#include <string.h>

#include "classify/contact-link.h"

/* Words that stand where a name stands in a link, and are none. */
static const struct page {
	const char *type, *word;
} pages[] = {
	{ "telegram", "addemoji" }, { "telegram", "addlist" },
	{ "telegram", "addstickers" }, { "telegram", "addtheme" },
	{ "telegram", "boost" }, { "telegram", "c" }, { "telegram", "call" },
	{ "telegram", "confirmphone" }, { "telegram", "contact" },
	{ "telegram", "giftcode" }, { "telegram", "invoice" },
	{ "telegram", "joinchat" }, { "telegram", "login" },
	{ "telegram", "proxy" }, { "telegram", "setlanguage" },
	{ "telegram", "share" }, { "telegram", "socks" },
	{ "instagram", "accounts" }, { "instagram", "direct" },
	{ "instagram", "explore" }, { "instagram", "p" },
	{ "instagram", "reel" }, { "instagram", "reels" },
	{ "instagram", "stories" }, { "instagram", "tv" },
	{ "vk", "away.php" }, { "vk", "feed" }, { "vk", "im" },
	{ "vk", "login" }, { "vk", "search" }, { "vk", "share.php" },
};

/* What VK has pages of, each with a number: "wall-1_2", "photo1_2". */
static const char *const vk_pages[] = { "album", "audio", "clip", "doc",
	"market", "photo", "playlist", "story", "topic", "video", "wall" };

static bool
is_page(const struct scan *scan, const char *type, size_t at, size_t length)
{
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		if (strcmp(pages[i].type, type) == 0 &&
		    link_text_is(scan, at, length, pages[i].word))
			return true;
	if (strcmp(type, "vk") != 0 ||
	    memchr(scan->text + at, '_', length) == NULL)
		return false;
	for (size_t i = 0; i < sizeof(vk_pages) / sizeof(*vk_pages); i++) {
		size_t word = strlen(vk_pages[i]);

		if (length > word && link_text_starts(scan, at, vk_pages[i]) &&
		    strchr("-0123456789", scan->text[at + word]) != NULL)
			return true;
	}
	return false;
}

/* The length of the path's first part. */
static size_t
first_part(const struct scan *scan, size_t path, size_t length)
{
	size_t part = 0;

	while (part < length && strchr("/?#&", scan->text[path + part]) == NULL)
		part++;
	return part;
}

size_t
account_take_phone(struct scan *scan, struct contact *contact,
    const char *type, size_t at, size_t length, size_t bytes)
{
	size_t plus = length > 0 && scan->text[at] == '+' ? 1 : 0;
	char value[PHONE_MAX];

	if (length > 3 && link_text_starts(scan, at, "%2B"))
		plus = 3;
	for (size_t i = plus; i < length; i++)
		if (!isdigit((unsigned char)scan->text[at + i]))
			return 0;
	if (!phone_normalise(scan->text + at + plus, length - plus, true,
	    value))
		return 0;
	return contact_take_value(scan, contact, type, strdup(value), at,
	    length, bytes);
}

/* What stands behind t.me/. Returns 0 where it leads to no one. */
static size_t
take_telegram(struct scan *scan, const struct link *link,
    struct contact *contact)
{
	size_t path = link->path, left = link->path_length, part;
	size_t bytes = link->end - link->start;

	if (left > 2 && strncmp(scan->text + path, "s/", 2) == 0) {
		path += 2;
		left -= 2;
	}
	if (left > 9 && link_text_starts(scan, path, "joinchat/"))
		return contact_take(scan, contact, "telegram_invite", path + 9,
		    first_part(scan, path + 9, left - 9), bytes);
	part = first_part(scan, path, left);
	if (left > 1 && scan->text[path] == '+') {
		bytes = account_take_phone(scan, contact, "phone", path, part,
		    bytes);
		return bytes > 0 || scan->out_of_memory ? bytes :
		    contact_take(scan, contact, "telegram_invite", path + 1,
		    part - 1, link->end - link->start);
	}
	if (is_page(scan, "telegram", path, part))
		return 0;
	/* Prose goes on without a space: keep what can be a name. */
	if (part > 0 && scan_name(scan, path) < part)
		part = scan_name(scan, path);
	if (!contact_is_telegram_name(scan->text + path, part))
		return 0;
	return contact_take_lower(scan, contact,
	    contact_telegram_type(scan->text + path, part), path, part, bytes);
}

/* NAME.t.me is t.me/NAME. */
static size_t
take_subdomain(struct scan *scan, const struct link *link,
    struct contact *contact)
{
	static const char end[] = ".t.me";
	size_t length = link->host_length - strlen(end);

	if (!link_host_ends(scan, link, end) ||
	    !contact_is_telegram_name(scan->text + link->host, length))
		return 0;
	return contact_take_lower(scan, contact,
	    contact_telegram_type(scan->text + link->host, length),
	    link->host, length, link->end - link->start);
}

/* What the first part of a path is. */
enum shape {
	SHAPE_CODE,	/* as it is written */
	SHAPE_NAME,	/* the same in capitals */
	SHAPE_PHONE
};

/* Places whose links lead to an account: the first part of the path is it. */
static const struct place {
	const char *host, *before, *type;
	enum shape shape;
} places[] = {
	{ "wa.me", "", "whatsapp", SHAPE_PHONE },
	{ "api.whatsapp.com", "send?phone=", "whatsapp", SHAPE_PHONE },
	{ "api.whatsapp.com", "send/?phone=", "whatsapp", SHAPE_PHONE },
	{ "chat.whatsapp.com", "", "whatsapp", SHAPE_CODE },
	{ "signal.me", "#p/", "signal", SHAPE_PHONE },
	{ "signal.me", "#eu/", "signal", SHAPE_CODE },
	{ "signal.group", "#", "signal", SHAPE_CODE },
	{ "matrix.to", "#/", "matrix", SHAPE_CODE },
	{ "vk.com", "", "vk", SHAPE_NAME },
	{ "vk.ru", "", "vk", SHAPE_NAME },
	{ "instagram.com", "", "instagram", SHAPE_NAME },
	{ "discord.gg", "", "discord", SHAPE_CODE },
	{ "discord.com", "invite/", "discord", SHAPE_CODE },
	{ "discordapp.com", "invite/", "discord", SHAPE_CODE },
	{ "discord.com", "users/", "discord", SHAPE_CODE },
	{ "vk.me", "", "vk", SHAPE_NAME },
	{ "threema.id", "", "threema", SHAPE_CODE },
	{ "qiwi.com", "n/", "qiwi", SHAPE_CODE },
	{ "yoomoney.ru", "to/", "yoomoney", SHAPE_CODE },
};

/* Whether this is the host of the link, or "www." or "m." before it is. */
static bool
host_is(const struct scan *scan, const struct link *link, const char *host)
{
	static const char *const before[] = { "", "www.", "m." };

	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++) {
		size_t skip = strlen(before[i]);

		if (link->host_length > skip &&
		    link_text_starts(scan, link->host, before[i]) &&
		    link_text_is(scan, link->host + skip,
		    link->host_length - skip, host))
			return true;
	}
	return false;
}

static size_t
take_place(struct scan *scan, const struct link *link,
    const struct place *place, struct contact *contact)
{
	size_t skip = strlen(place->before), at = link->path + skip, part;

	if (skip >= link->path_length ||
	    !link_text_starts(scan, link->path, place->before))
		return 0;
	part = first_part(scan, at, link->path_length - skip);
	if (part == 0 || is_page(scan, place->type, at, part))
		return 0;
	if (place->shape == SHAPE_PHONE)
		return account_take_phone(scan, contact, place->type, at,
		    part, link->end - link->start);
	return place->shape == SHAPE_NAME ?
	    contact_take_lower(scan, contact, place->type, at, part,
	    link->end - link->start) :
	    contact_take(scan, contact, place->type, at, part,
	    link->end - link->start);
}

size_t
account_take(struct scan *scan, const struct link *link,
    struct contact *contact)
{
	static const char *const telegram[] = { "t.me", "telegram.me",
		"telegram.dog" };
	size_t bytes = 0;

	for (size_t i = 0; i < sizeof(telegram) / sizeof(*telegram); i++)
		if (host_is(scan, link, telegram[i]))
			return take_telegram(scan, link, contact);
	for (size_t i = 0; i < sizeof(places) / sizeof(*places) &&
	    bytes == 0 && !scan->out_of_memory; i++)
		if (host_is(scan, link, places[i].host))
			bytes = take_place(scan, link, &places[i], contact);
	return bytes > 0 || scan->out_of_memory ? bytes :
	    take_subdomain(scan, link, contact);
}
