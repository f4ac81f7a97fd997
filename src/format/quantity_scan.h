/*
 * Plain text as words, numbers and marks, for those who look for figures in it.
 *
 * Each token is made once, when it is first asked for, and a few are kept behind and
 * ahead of the place that is being read: time is linear and memory small. No-break and
 * thin spaces are spaces; full-width digits are digits. A URL, an e-mail address and a
 * path are one opaque token each.
 */
#ifndef FORMAT_QUANTITY_SCAN_H
#define FORMAT_QUANTITY_SCAN_H

#include "base/str.h"
#include "format/quantity_decimal.h"

#include <stdint.h>

enum token_kind {
	TOKEN_END,    /* before the text, behind it, or no longer kept */
	TOKEN_WORD,   /* letters, and digits behind them: turbine, H200, U.S., km² */
	TOKEN_NUMBER, /* 12, 1,200, 2.5, 1e9, 2½ */
	TOKEN_DIGITS, /* digits that are no number: 1.2.3, 3,4 */
	TOKEN_MARK,   /* any other character, in `code` */
	TOKEN_OPAQUE, /* a URL and the like */
};

/* Of 16 bytes: many are made. */
struct token {
	uint32_t begin, end; /* bytes of the text, which is shorter than 4 GiB */
	uint32_t code;       /* the first character */
	enum token_kind kind : 8;
	bool spaced; /* white space before it, or the text's begin */
	bool line;   /* the first of its line */
};

/* The number of the first token; those before it, and those behind the last, are TOKEN_END. */
enum { SCAN_KEPT = 128, SCAN_FIRST = SCAN_KEPT / 4 };

struct scan {
	struct str text;
	size_t at;   /* behind the last token made */
	size_t next; /* the number of the next one that is made */
	size_t context; /* bytes: how far before a number words are looked at */
	struct token kept[SCAN_KEPT];
};

void scan_init(struct scan *scan, struct str text, size_t context);

/* What scan_token does for those that are not kept. */
const struct token *scan_token_slowly(struct scan *scan, size_t index);

/* Token number INDEX: at most SCAN_FIRST before those asked for, and SCAN_KEPT / 2 behind. */
static inline const struct token *scan_token(struct scan *scan, size_t index)
{
	/* One comparison: what is not made yet wraps around. */
	if (scan->next - 1 - index < SCAN_KEPT)
		return &scan->kept[index % SCAN_KEPT];
	return scan_token_slowly(scan, index);
}

/*
 * The number of the token that holds the byte AT, or of the first one behind it; INDEX is
 * that of one before. Where AT is far away, what lies between is left out but for the
 * words right before AT, and a TOKEN_END stands in its place.
 */
size_t scan_near(struct scan *scan, size_t index, size_t at);

static inline struct str scan_text(const struct scan *scan, const struct token *token)
{
	return str_slice(scan->text, token->begin, token->end);
}

static inline struct str scan_text_at(struct scan *scan, size_t index)
{
	return scan_text(scan, scan_token(scan, index));
}

static inline bool scan_is_word(struct scan *scan, size_t index)
{
	return scan_token(scan, index)->kind == TOKEN_WORD;
}

/* The same, where the first letters are. */
bool scan_is_slowly(struct scan *scan, const struct token *token, const char *word);

/* Whether the token is this word, in any case; or this mark. */
static inline bool scan_is(struct scan *scan, size_t index, const char *word)
{
	const struct token *token = scan_token(scan, index);

	return token->kind == TOKEN_WORD && (token->code | 0x20) == (unsigned char)*word &&
	       scan_is_slowly(scan, token, word);
}

static inline bool scan_is_mark(struct scan *scan, size_t index, uint32_t code)
{
	const struct token *token = scan_token(scan, index);

	return token->kind == TOKEN_MARK && token->code == code;
}

/* A mark that joins words. */
static inline bool scan_is_hyphen(struct scan *scan, size_t index)
{
	const struct token *token = scan_token(scan, index);

	return token->kind == TOKEN_MARK &&
	       (token->code == '-' || token->code == 0x2010 || token->code == 0x2011);
}

/* A mark that may stand between the ends of a range. */
bool scan_is_dash(struct scan *scan, size_t index);

/* Directly behind the token before it. */
static inline bool scan_is_joined(struct scan *scan, size_t index)
{
	const struct token *token = scan_token(scan, index);

	return token->kind != TOKEN_END && !token->spaced;
}

/* What the digits of a number say. */
struct number {
	struct decimal value;
	int place;        /* the exponent of its last digit */
	size_t digits;    /* how many stand before the point */
	bool grouped;     /* with separators between them */
	bool point;       /* digits behind a point, a fraction or an exponent */
	bool zero;        /* begins with a 0 that is not alone */
};

/* TEXT is a TOKEN_NUMBER's. */
struct number scan_number(struct str text);

#endif
