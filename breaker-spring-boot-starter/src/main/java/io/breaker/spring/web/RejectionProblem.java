package io.breaker.spring.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

import io.breaker.CallRejectedException;

/**
 * The problem detail of a rejected call, after RFC 9457. It names the breaker, but tells
 * neither state nor failure of what is behind it.
 *
 * @param breaker the name of the breaker
 * @param retryAfter in how many seconds to try again, {@code null} where nobody can tell
 * @param path the path that was asked for
 */
record RejectionProblem(String breaker, @Nullable Long retryAfter, String path) {

	/*
	 * The document is written here and not by the message converters of the application:
	 * these may be absent, may not know JSON, or may refuse what the client accepts, and
	 * an answer to an outage must not fail for that. It is plain ASCII, so it reads the
	 * same in UTF-8 and in any other encoding of one byte that a controller has set.
	 */

	static final HttpStatus STATUS = HttpStatus.SERVICE_UNAVAILABLE;

	private static final long NANOS_BELOW_A_SECOND = 999_999_999;

	static RejectionProblem of(CallRejectedException rejected, String path) {
		Long seconds = rejected.retryAfter()
			.map((wait) -> Math.max(1, wait.plusNanos(NANOS_BELOW_A_SECOND).toSeconds()))
			.orElse(null);
		return new RejectionProblem(rejected.breaker(), seconds, path);
	}

	/**
	 * Returns the document. The wait stands in it too, because scripts of other origins
	 * cannot read the header.
	 */
	byte[] json() {
		String wait = (this.retryAfter != null) ? "in " + this.retryAfter + " s" : "later";
		StringBuilder json = new StringBuilder("{\"title\":").append(quote(STATUS.getReasonPhrase()));
		json.append(",\"status\":").append(STATUS.value());
		json.append(",\"detail\":").append(quote("The service is temporarily unavailable. Try again " + wait + "."));
		json.append(",\"instance\":").append(quote(this.path));
		json.append(",\"breaker\":").append(quote(this.breaker));
		if (this.retryAfter != null) {
			json.append(",\"retryAfter\":").append(this.retryAfter);
		}
		return json.append('}').toString().getBytes(StandardCharsets.US_ASCII);
	}

	private static String quote(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		text.chars().forEach((c) -> {
			if (c == '"' || c == '\\') {
				quoted.append('\\').append((char) c);
			}
			else if (c < ' ' || c > '~') {
				quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
			}
			else {
				quoted.append((char) c);
			}
		});
		return quoted.append('"').toString();
	}

}
