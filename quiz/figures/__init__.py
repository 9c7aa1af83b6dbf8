"""What staff may know: tables whose every figure was decided upon in one place, `quiz.stats.disclosure`."""
