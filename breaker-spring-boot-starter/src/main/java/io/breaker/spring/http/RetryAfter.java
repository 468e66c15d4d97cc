package io.breaker.spring.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.breaker.config.TimeSource;

/**
 * Tells of a failure how long the header {@code Retry-After} of the answer asks to be
 * left alone. The header holds whole seconds, {@code 120}, or a date,
 * {@code Thu, 01 Jan 2026 12:02:00 GMT}, of which the time until then is taken: at noon
 * that is 120 s, too. Anything else asks for nothing.
 */
final class RetryAfter implements Function<Throwable, Duration> {

	private static final int DEEPEST = 32;

	/**
	 * Stands for every wait that is longer. No breaker waits that long.
	 */
	private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

	private static final int MOST_DIGITS = 9;

	private static final Pattern SECONDS = Pattern.compile("\\d+");

	/**
	 * The three forms of RFC 9110: the one to send, and two to understand. The two digits
	 * of a year mean one that is at most fifty years ahead.
	 */
	private static final List<Function<Instant, DateTimeFormatter>> DATES = List.of(
			(now) -> DateTimeFormatter.RFC_1123_DATE_TIME,
			(now) -> new DateTimeFormatterBuilder().appendPattern("EEEE, dd-MMM-")
				.appendValueReduced(ChronoField.YEAR, 2, 2, now.atZone(ZoneOffset.UTC).getYear() - 49)
				.appendPattern(" HH:mm:ss zzz")
				.toFormatter(Locale.US),
			(now) -> DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC));

	private final AnswerReader answers;

	private final TimeSource time;

	RetryAfter(AnswerReader answers, TimeSource time) {
		this.answers = answers;
		this.time = time;
	}

	@Override
	public Duration apply(Throwable failure) {
		Throwable link = failure;
		for (int depth = 0; link != null && depth < DEEPEST; depth++) {
			FailedAnswer answer = this.answers.read(link);
			if (answer != null) {
				return (answer.retryAfter() != null) ? read(answer.retryAfter().strip()) : Duration.ZERO;
			}
			link = link.getCause();
		}
		return Duration.ZERO;
	}

	private Duration read(String header) {
		if (SECONDS.matcher(header).matches()) {
			String digits = header.replaceFirst("^0+(?=\\d)", "");
			return (digits.length() <= MOST_DIGITS) ? Duration.ofSeconds(Integer.parseInt(digits)) : LONGEST;
		}
		Instant now = this.time.now();
		for (Function<Instant, DateTimeFormatter> date : DATES) {
			Instant until = read(header, date.apply(now));
			if (until != null) {
				return Duration.between(now, until);
			}
		}
		return Duration.ZERO;
	}

	private static @Nullable Instant read(String header, DateTimeFormatter date) {
		try {
			return date.parse(header, Instant::from);
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}
