package io.breaker.spring.http;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

import io.breaker.config.BreakerConfigurationBuilder;
import io.breaker.config.Settings;
import io.breaker.config.TimeSource;
import io.breaker.spring.BreakerCustomizer;

/**
 * Lets every breaker understand the answers of HTTP callees, unless somebody decides
 * otherwise. The door of this package.
 *
 * @since 0.1.0
 */
public final class HttpFailureRules implements BreakerCustomizer, Ordered {

	private final List<AnswerReader> readers;

	private final StatusJudge judge;

	private final RetryAfter retryAfter;

	/**
	 * Creates the rules.
	 * @param readers read the exceptions of HTTP clients, the first that can wins
	 * @param time what a date is compared with
	 */
	public HttpFailureRules(List<AnswerReader> readers, TimeSource time) {
		this.readers = List.copyOf(readers);
		this.judge = new StatusJudge(this::read);
		this.retryAfter = new RetryAfter(this::read, time);
	}

	/**
	 * Comes first, so that what users decide in code wins.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void customize(BreakerConfigurationBuilder configuration) {
		configuration.builtIn((settings) -> settings.set(Settings.JUDGE, this.judge).retryAfter(this.retryAfter));
	}

	private @Nullable FailedAnswer read(Throwable failure) {
		for (AnswerReader reader : this.readers) {
			FailedAnswer answer = reader.read(failure);
			if (answer != null) {
				return answer;
			}
		}
		return null;
	}

}
