/* Runs a fuzz target on the files given, and prints TAP. */
#include "fuzz.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

static int replay(struct arena *arena, const char *path)
{
	struct str text;
	int error = file_read(arena, path, 1 << 24, &text);

	if (error) {
		printf("# %s: %s\n", path, strerror(error));
		return 1;
	}
	return LLVMFuzzerTestOneInput((const uint8_t *)text.ptr, text.len);
}

int main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	int failed = 0;

	for (int i = 1; i < argc; i++)
		failed += replay(&arena, argv[i]) != 0;
	arena_release(&arena);
	printf("%s 1 - %s: %d inputs\n1..1\n", failed ? "not ok" : "ok", argv[0], argc - 1);
	return failed != 0;
}
