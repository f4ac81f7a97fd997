#include "base/path.h"

#include "base/buf.h"

struct str path_join(struct arena *arena, struct str dir, struct str name)
{
	if (!dir.len || str_equal(dir, STR(".")) || (name.len && name.ptr[0] == '/'))
		return str_copy(arena, name);
	if (dir.ptr[dir.len - 1] == '/')
		dir.len--;
	return str_join3(arena, dir, STR("/"), name);
}

static size_t last_slash(struct str path)
{
	size_t at = path.len;

	while (at && path.ptr[at - 1] != '/')
		at--;
	return at;
}

struct str path_dir(struct str path)
{
	size_t at = last_slash(path);

	return at ? str_slice(path, 0, at - 1) : STR("");
}

struct str path_base(struct str path)
{
	return str_slice(path, last_slash(path), path.len);
}

bool path_normalise(struct arena *arena, struct str path, struct str *result)
{
	char *bytes = arena_alloc(arena, path.len + 1);
	struct str made = {bytes, 0};

	if (path.len && path.ptr[0] == '/')
		return false;
	for (size_t at = 0; at < path.len;) {
		struct str rest = str_slice(path, at, path.len);
		struct str part = str_slice(rest, 0, str_find(rest, '/'));

		at += part.len + 1;
		if (!part.len || str_equal(part, STR(".")))
			continue;
		if (str_equal(part, STR(".."))) {
			if (!made.len)
				return false;
			made.len = path_dir(made).len;
			continue;
		}
		if (made.len)
			bytes[made.len++] = '/';
		memmove(bytes + made.len, part.ptr, part.len);
		made.len += part.len;
	}
	*result = made;
	return true;
}
