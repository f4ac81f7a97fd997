# The closing lines of `make check`, from automake's .trs files: what passed of each
# suite, and all together. A test program that ends badly counts once, where none of
# its results has failed already.
FNR == 1 {
	bad = 0
	suite = FILENAME
	sub(/^.*tests\//, "", suite)
	sub(/\.trs$/, "", suite)
	if (suite ~ /^unit\//)
		suite = "unit"
	if (!(suite in seen)) {
		seen[suite] = ++suites
		names[suites] = suite
	}
}
/^:test-result: *(PASS|XFAIL)/ {
	passed++
	good[suite]++
}
/^:test-result: *(FAIL|XPASS)/ { failed++; bad = 1 }
/^:test-result: *SKIP/ { skipped++ }
/^:test-result: *ERROR/ && !bad { failed++; bad = 1 }
END {
	for (i = 1; i <= suites; i++)
		if (names[i] != "spec/mustache" && good[names[i]])
			printf "%4d  %s\n", good[names[i]], names[i]
	# Of the templates' cases, which are ours is in the names, and those in the log.
	while ((getline line <"tests/spec/mustache.log") > 0)
		if (line ~ /^ok [0-9]+ - /)
			cases[line ~ / - mustache\// ? "our own" : "official"]++
	for (kind in cases)
		printf "%4d  spec/mustache, %s cases\n", cases[kind], kind
	printf "%d passed, %d failed", passed, failed
	print skipped ? ", " skipped " skipped" : ""
}
