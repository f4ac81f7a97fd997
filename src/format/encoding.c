#include "format/encoding.h"

#include "base/buf.h"
#include "base/unicode.h"
#include "format/ascii.h"

#include <errno.h>
#include <iconv.h>

/* WHATWG, Encoding Standard, "index windows-1252"; 0 is the byte itself. */
static const uint16_t windows_1252[32] = {
	0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
	0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

uint32_t encoding_windows_1252(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xa0 && windows_1252[byte - 0x80]
		       ? windows_1252[byte - 0x80]
		       : byte;
}

/* Labels that mean another charset than iconv takes them for, or that it lacks. */
static const struct {
	const char *label, *charset;
} labels[] = {
	{"ascii", "windows-1252"},	{"us-ascii", "windows-1252"},
	{"iso-8859-1", "windows-1252"}, {"iso8859-1", "windows-1252"},
	{"iso_8859-1", "windows-1252"}, {"latin1", "windows-1252"},
	{"latin-1", "windows-1252"},	{"cp1252", "windows-1252"},
	{"x-cp1252", "windows-1252"},	{"ansi", "windows-1252"},
	{"utf8", "utf-8"},		{"unicode-1-1-utf-8", "utf-8"},
	{"iso-8859-9", "windows-1254"}, {"latin5", "windows-1254"},
	{"iso-8859-11", "windows-874"}, {"tis-620", "windows-874"},
	{"gb2312", "gb18030"},		{"gbk", "gb18030"},
	{"x-gbk", "gb18030"},		{"gb_2312-80", "gb18030"},
	{"shift_jis", "cp932"},		{"shift-jis", "cp932"},
	{"sjis", "cp932"},		{"x-sjis", "cp932"},
	{"windows-31j", "cp932"},	{"euc-kr", "uhc"},
	{"ks_c_5601-1987", "uhc"},	{"korean", "uhc"},
	{"big5", "big5-hkscs"},		{"x-x-big5", "big5-hkscs"},
	{"x-euc-jp", "euc-jp"},		{"macintosh", "macintosh"},
	{"x-mac-roman", "macintosh"},	{"utf-16", "utf-16le"},
	{"unicode", "utf-16le"},
};

enum { LABEL_LONGEST = 40 };

/*
 * Sets CHARSET, of LABEL_LONGEST + 1 bytes, to iconv's name for LABEL. False
 * for what is no name: iconv takes "//IGNORE" and the like for orders.
 */
static bool find_charset(struct str label, char *charset)
{
	label = str_trim(label);
	if (!label.len || label.len > LABEL_LONGEST)
		return false;
	for (size_t i = 0; i < label.len; i++)
		if (!ascii_is_alnum(label.ptr[i]) && !strchr("-_.:+", label.ptr[i]))
			return false;
	memcpy(charset, label.ptr, label.len);
	charset[label.len] = '\0';
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (ascii_equal(label, str_of(labels[i].label)))
			strcpy(charset, labels[i].charset);
	return true;
}

/* One character in one or more bytes from 0x80 on: these never are UTF-8 by chance. */
static bool is_single_byte(const char *charset)
{
	struct str name = str_of(charset);

	return ascii_starts(name, STR("windows-")) || ascii_starts(name, STR("iso-8859")) ||
	       ascii_starts(name, STR("iso8859")) || ascii_starts(name, STR("koi8")) ||
	       ascii_starts(name, STR("cp125")) || ascii_equal(name, STR("macintosh"));
}

static bool is_utf16_or_32(const char *charset)
{
	struct str name = str_of(charset);

	return ascii_starts(name, STR("utf-16")) || ascii_starts(name, STR("utf-32")) ||
	       ascii_starts(name, STR("utf16")) || ascii_starts(name, STR("utf32")) ||
	       ascii_starts(name, STR("ucs"));
}

static struct str keep(struct arena *arena, struct buf *out)
{
	struct str text = str_copy(arena, buf_str(out));

	buf_release(out);
	return text;
}

static struct str from_windows_1252(struct arena *arena, struct str bytes)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.ptr[i];

		if (byte < 0x80)
			buf_add_char(&out, (char)byte);
		else
			utf8_add(&out, encoding_windows_1252(byte));
	}
	return keep(arena, &out);
}

/* UTF-8 in which a byte that is wrong becomes U+FFFD. */
static struct str mend_utf8(struct arena *arena, struct str bytes)
{
	struct buf out = BUF_INIT;

	for (size_t at = 0; at < bytes.len;) {
		struct str rest = str_slice(bytes, at, bytes.len);
		size_t good = utf8_invalid(rest);

		buf_add(&out, rest.ptr, good);
		at += good;
		if (at < bytes.len)
			utf8_add(&out, utf8_next(bytes, &at));
	}
	return keep(arena, &out);
}

/*
 * Through iconv. A sequence that is cut off at the end is dropped; one that the
 * charset does not have becomes U+FFFD. False where there is no such charset, or
 * more than MOST_BAD of these.
 */
static bool convert(struct buf *out, struct str bytes, const char *charset, size_t most_bad)
{
	iconv_t cd = iconv_open("UTF-8", charset);
	char *from = (char *)(uintptr_t)bytes.ptr;
	size_t left = bytes.len, bad = 0;

	if (cd == (iconv_t)-1)
		return false;
	while (left && bad <= most_bad) {
		char part[8192], *to = part;
		size_t room = sizeof part;
		bool stopped = iconv(cd, &from, &left, &to, &room) == (size_t)-1;

		buf_add(out, part, (size_t)(to - part));
		if (stopped && errno == EILSEQ) {
			utf8_add(out, 0xfffd);
			from++;
			left--;
			bad++;
		} else if (stopped && errno != E2BIG) {
			break;
		}
	}
	iconv_close(cd);
	return bad <= most_bad;
}

/* From CHARSET; unknown where convert is false. */
static struct str from_charset(struct arena *arena, struct str bytes, const char *charset,
			       size_t most_bad)
{
	struct buf out = BUF_INIT;
	struct str text = STR_UNKNOWN;

	if (convert(&out, bytes, charset, most_bad) &&
	    utf8_invalid(buf_str(&out)) == out.len)
		text = str_copy(arena, buf_str(&out));
	buf_release(&out);
	return text;
}

/* What the first bytes say: XML 1.0, appendix F.1; *SKIP is the mark's length. */
static const char *find_mark(struct str bytes, size_t *skip)
{
	static const struct {
		struct str start;
		const char *charset;
		size_t skip;
	} marks[] = {
		{STR("\xef\xbb\xbf"), "utf-8", 3},
		{STR("\xff\xfe\0\0"), "utf-32le", 4},
		{STR("\0\0\xfe\xff"), "utf-32be", 4},
		{STR("\xff\xfe"), "utf-16le", 2},
		{STR("\xfe\xff"), "utf-16be", 2},
		{STR("<\0\0\0"), "utf-32le", 0},
		{STR("\0\0\0<"), "utf-32be", 0},
		{STR("<\0"), "utf-16le", 0},
		{STR("\0<"), "utf-16be", 0},
		{STR("{\0"), "utf-16le", 0},
		{STR("\0{"), "utf-16be", 0},
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!str_starts(bytes, marks[i].start))
			continue;
		*skip = marks[i].skip;
		return marks[i].charset;
	}
	return NULL;
}

/* The value behind NAME= within TEXT, quoted or not; unknown when it is not there. */
static struct str find_value(struct str text, struct str name)
{
	for (size_t at = 0; at + name.len < text.len; at++) {
		struct str rest = str_slice(text, at + name.len, text.len);
		size_t length = 0;
		char quote = '\0';

		if (!ascii_starts(str_slice(text, at, text.len), name))
			continue;
		rest = str_trim(rest);
		if (!rest.len || rest.ptr[0] != '=')
			continue;
		rest = str_trim(str_slice(rest, 1, rest.len));
		if (rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\''))
			quote = rest.ptr[0];
		rest = str_slice(rest, quote != '\0', rest.len);
		while (length < rest.len && rest.ptr[length] != quote && rest.ptr[length] != ';' &&
		       !ascii_is_space(rest.ptr[length]))
			length++;
		return str_slice(rest, 0, length);
	}
	return STR_UNKNOWN;
}

enum { DECLARATION_LONGEST = 1024 };

/* What the XML declaration claims, wherever near the start it stands. */
static struct str declared(struct str bytes)
{
	struct str head = str_slice(bytes, 0, bytes.len < DECLARATION_LONGEST
						      ? bytes.len
						      : DECLARATION_LONGEST);

	for (size_t at = str_find(head, '<'); at < head.len;) {
		struct str rest = str_slice(head, at, head.len);

		if (str_starts(rest, STR("<?xml")))
			return find_value(str_slice(rest, 0, str_find(rest, '>')),
					  STR("encoding"));
		at += 1 + str_find(str_slice(rest, 1, rest.len), '<');
	}
	return STR_UNKNOWN;
}

struct str encoding_of_content_type(struct str content_type)
{
	return find_value(content_type, STR("charset"));
}

/*
 * True when the good sequences of several bytes outnumber the bytes that are
 * wrong: UTF-8 that somebody cut, not another charset.
 */
static bool is_broken_utf8(struct str bytes)
{
	size_t good = 0, bad = 0;

	for (size_t at = 0; at < bytes.len;) {
		size_t begin = at;
		bool wide = (unsigned char)bytes.ptr[at] >= 0x80;

		utf8_next(bytes, &at);
		good += wide && at - begin > 1;
		bad += wide && at - begin == 1;
	}
	return good > bad;
}

/* By one claim; unknown when there is none, or the bytes are not that. */
static struct str by_claim(struct arena *arena, struct str bytes, struct str label, bool utf8)
{
	char charset[LABEL_LONGEST + 1];

	if (!label.ptr || !find_charset(label, charset) ||
	    ascii_equal(str_of(charset), STR("utf-8")) || is_utf16_or_32(charset))
		return STR_UNKNOWN;
	if (utf8 && is_single_byte(charset))
		return bytes;
	if (ascii_equal(str_of(charset), STR("windows-1252")))
		return is_broken_utf8(bytes) ? STR_UNKNOWN : from_windows_1252(arena, bytes);
	return from_charset(arena, bytes, charset, bytes.len / 1000);
}

struct str encoding_to_utf8(struct arena *arena, struct str bytes, struct str charset)
{
	size_t skip = 0;
	const char *mark = find_mark(bytes, &skip);
	struct str text = STR_UNKNOWN;
	bool utf8;

	bytes = str_slice(bytes, skip, bytes.len);
	if (mark && strcmp(mark, "utf-8"))
		text = from_charset(arena, bytes, mark, bytes.len);
	if (text.ptr)
		return text;
	utf8 = utf8_invalid(bytes) == bytes.len;
	if (!mark)
		text = by_claim(arena, bytes, charset, utf8);
	if (!mark && !text.ptr)
		text = by_claim(arena, bytes, declared(bytes), utf8);
	if (text.ptr || utf8)
		return text.ptr ? text : bytes;
	return mark || is_broken_utf8(bytes) ? mend_utf8(arena, bytes)
					     : from_windows_1252(arena, bytes);
}
