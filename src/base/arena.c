#include "base/arena.h"

#include "base/fatal.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if ARENA_CHECKED
#include <sanitizer/asan_interface.h>
/* A gap between allocations, so that a run past one of them is seen. */
enum { GAP = 16 };
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
enum { GAP = 0 };
#endif

enum {
	BLOCK_LEAST = 16 * 1024,       /* the first block of an arena */
	BLOCK_MOST = 2 * 1024 * 1024,  /* a huge page of most machines */
	LARGE = BLOCK_MOST / 8         /* what has a block of its own, not to waste others' ends */
};
_Static_assert(ARENA_ALIGN >= alignof(max_align_t), "aligned for every type");

struct arena_block {
	struct arena_block *next;
	size_t size;
	alignas(ARENA_ALIGN) char bytes[];
};

static void use_block(struct arena *arena, struct arena_block *block)
{
	arena->block = block;
	arena->at = block->bytes;
	arena->end = block->bytes + block->size;
}

/*
 * Every block is twice as large as the one before it. What grows to megabytes
 * is asked for in huge pages: the kernel then has five hundred times less to do
 * for the memory of a large site.
 */
static struct arena_block *new_block(const struct arena *arena, size_t size)
{
	size_t total = arena->block ? 2 * (arena->block->size + sizeof *arena->block) : BLOCK_LEAST;
	struct arena_block *block;

	if (total > BLOCK_MOST)
		total = BLOCK_MOST;
	while (total < size + sizeof *block)
		total *= 2;
	block = total == BLOCK_MOST ? aligned_alloc(total, total) : malloc(total);
	if (!block)
		fatal("out of memory");
	if (total == BLOCK_MOST)
		madvise(block, total, MADV_HUGEPAGE);
	block->size = total - sizeof *block;
	return block;
}

/* Makes a block the current one that has room for SIZE bytes. */
static void next_block(struct arena *arena, size_t size)
{
	struct arena_block *block = arena->block ? arena->block->next : arena->first;

	if (block && block->size >= size) {
		use_block(arena, block);
		return;
	}
	block = new_block(arena, size);
	if (arena->block) {
		block->next = arena->block->next;
		arena->block->next = block;
	} else {
		block->next = arena->first;
		arena->first = block;
	}
	ASAN_POISON_MEMORY_REGION(block->bytes, block->size);
	use_block(arena, block);
}

static void *alloc_large(struct arena *arena, size_t size)
{
	struct arena_block *block = malloc(sizeof *block + size);

	if (!block)
		fatal("out of memory");
	block->next = arena->large;
	arena->large = block;
	return block->bytes;
}

static void release_large(struct arena *arena)
{
	while (arena->large) {
		struct arena_block *block = arena->large;

		arena->large = block->next;
		free(block);
	}
}

void *arena_alloc_slowly(struct arena *arena, size_t size)
{
	size_t rounded;
	void *result;

	if (size > SIZE_MAX / 2)
		fatal("out of memory");
	if (!size)
		size = 1;
	rounded = (size + GAP + ARENA_ALIGN - 1) & ~(ARENA_ALIGN - 1);
	if (rounded > LARGE)
		return alloc_large(arena, size);
	if (rounded > (size_t)(arena->end - arena->at))
		next_block(arena, rounded);
	result = arena->at;
	arena->at += rounded;
	ASAN_UNPOISON_MEMORY_REGION(result, size);
	return result;
}

void *arena_zalloc(struct arena *arena, size_t count, size_t size)
{
	void *result;

	if (size && count > SIZE_MAX / 2 / size)
		fatal("out of memory");
	result = arena_alloc(arena, count * size);
	memset(result, 0, count * size);
	return result;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
	char *result = arena_alloc(arena, length + 1);

	if (length)
		memcpy(result, bytes, length);
	result[length] = '\0';
	return result;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
	char part[128]; /* most texts are short, and formatted once */
	va_list again;
	char *result;
	int length;

	va_copy(again, args);
	length = vsnprintf(part, sizeof part, format, again);
	va_end(again);
	if (length < 0)
		fatal("cannot format a message");
	if ((size_t)length < sizeof part)
		return arena_copy(arena, part, (size_t)length);
	result = arena_alloc(arena, (size_t)length + 1);
	vsnprintf(result, (size_t)length + 1, format, args);
	return result;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *result;

	va_start(args, format);
	result = arena_vprintf(arena, format, args);
	va_end(args);
	return result;
}

void arena_reset(struct arena *arena)
{
	struct arena_block *block;

	release_large(arena);
	for (block = arena->first; block; block = block->next)
		ASAN_POISON_MEMORY_REGION(block->bytes, block->size);
	arena->block = NULL;
	arena->at = arena->end = NULL;
}

void arena_release(struct arena *arena)
{
	struct arena_block *block = arena->first;

	while (block) {
		struct arena_block *next = block->next;

		ASAN_UNPOISON_MEMORY_REGION(block->bytes, block->size);
		free(block);
		block = next;
	}
	release_large(arena);
	*arena = (struct arena)ARENA_INIT;
}
