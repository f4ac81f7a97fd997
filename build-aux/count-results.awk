# The closing line of `make check`, from automake's .trs files. A test program that
# ends badly counts once, where none of its results has failed already.
FNR == 1 { bad = 0 }
/^:test-result: *(PASS|XFAIL)/ { passed++ }
/^:test-result: *(FAIL|XPASS)/ { failed++; bad = 1 }
/^:test-result: *SKIP/ { skipped++ }
/^:test-result: *ERROR/ && !bad { failed++; bad = 1 }
END {
	printf "%d passed, %d failed", passed, failed
	print skipped ? ", " skipped " skipped" : ""
}
