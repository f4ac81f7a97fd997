/*
 * An arena: many small allocations that die together.
 *
 * Memory is taken from the front of large blocks and given back all at once,
 * by arena_reset (which keeps the blocks for the next round) or by
 * arena_release. Nothing is freed alone. Running out of memory ends the
 * program, so no function here fails.
 *
 * A function that allocates takes the arena as a parameter: whoever passes
 * the arena owns what comes back, and knows how long it lives.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

struct arena {
	struct arena_block *first; /* all blocks, in order of use */
	struct arena_block *block; /* the one that is being filled */
	struct arena_block *large; /* those that hold one large thing each */
	char *at;                  /* its first free byte */
	char *end;                 /* one past its last byte */
};

#define ARENA_INIT {0}
#define ARENA_ALIGN ((size_t)16)

/* Under AddressSanitizer gaps between allocations are poisoned. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_CHECKED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_CHECKED 1
#endif
#endif
#ifndef ARENA_CHECKED
#define ARENA_CHECKED 0
#endif

/* What arena_alloc does where the block is full, or everything is checked. */
void *arena_alloc_slowly(struct arena *arena, size_t size);

/* SIZE bytes of any value, aligned for every type; never NULL. */
static inline void *arena_alloc(struct arena *arena, size_t size)
{
	size_t rounded = (size + ARENA_ALIGN - 1) & ~(ARENA_ALIGN - 1);
	void *result = arena->at;

	/* The subtraction makes 0, and what overflowed, very large. */
	if (ARENA_CHECKED || rounded - 1 >= (size_t)(arena->end - arena->at))
		return arena_alloc_slowly(arena, size);
	arena->at += rounded;
	return result;
}

/* As arena_alloc, for COUNT items of SIZE bytes, all zero. */
void *arena_zalloc(struct arena *arena, size_t count, size_t size);

/* A copy of LENGTH bytes with a NUL behind them. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/* Text made by a format, with a NUL behind it. */
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Everything allocated so far is gone; the blocks are kept, but for large things. */
void arena_reset(struct arena *arena);

/* Everything is gone, the blocks too; the arena may be used again. */
void arena_release(struct arena *arena);

/* One item: its size is known where this is compiled. */
#define arena_new(arena, type) \
	((type *)memset(arena_alloc((arena), sizeof(type)), 0, sizeof(type)))
#define arena_array(arena, type, count) \
	((type *)arena_zalloc((arena), (count), sizeof(type)))

#endif
