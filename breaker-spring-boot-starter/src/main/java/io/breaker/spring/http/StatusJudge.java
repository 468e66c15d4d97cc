package io.breaker.spring.http;

import org.jspecify.annotations.Nullable;

import io.breaker.config.BreakerSettings;
import io.breaker.config.FailureJudge;
import io.breaker.config.Origin;
import io.breaker.config.Setting;
import io.breaker.config.Verdict;
import io.breaker.spring.HttpStatuses;
import io.breaker.spring.SpringSettings;

/**
 * Judges a failure by the status of the answer. A list that somebody chose wins over one
 * that is built in, then the narrower range wins, then {@code ignore-status}.
 */
final class StatusJudge implements FailureJudge {

	/*
	 * Not asked: ResponseStatusException and ErrorResponseException. They are what the
	 * application answers to its own client, not what a callee answered to it. Where such
	 * an exception translates the failure of a callee, that failure is its cause, and is
	 * judged as a cause.
	 */

	private final AnswerReader answers;

	StatusJudge(AnswerReader answers) {
		this.answers = answers;
	}

	@Override
	public @Nullable Opinion judge(Throwable failure, BreakerSettings settings) {
		FailedAnswer answer = this.answers.read(failure);
		return (answer != null) ? judge(answer.status(), settings) : null;
	}

	private static @Nullable Opinion judge(int status, BreakerSettings settings) {
		int recorded = settings.require(SpringSettings.RECORD_STATUS).narrowest(status);
		int ignored = settings.require(SpringSettings.IGNORE_STATUS).narrowest(status);
		if (recorded == HttpStatuses.NO_MATCH && ignored == HttpStatuses.NO_MATCH) {
			return null;
		}
		boolean recordChosen = isChosen(SpringSettings.RECORD_STATUS, recorded, settings);
		boolean ignoreChosen = isChosen(SpringSettings.IGNORE_STATUS, ignored, settings);
		boolean ignore = (recordChosen == ignoreChosen) ? ignored <= recorded : ignoreChosen;
		return new Opinion(ignore ? Verdict.IGNORED : Verdict.FAILURE, recordChosen || ignoreChosen);
	}

	private static boolean isChosen(Setting<HttpStatuses> list, int narrowest, BreakerSettings settings) {
		return narrowest != HttpStatuses.NO_MATCH && !settings.origin(list).equals(Origin.BUILT_IN);
	}

}
