package io.breaker.spring.request;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.breaker.config.InvalidSettingException;

/**
 * Answers a request that was refused. Nothing was changed.
 *
 * @param message what is wrong
 * @param key what was refused
 * @param must what it must be, with the allowed range
 * @param nearest what was probably meant; absent where nothing comes near
 * @since 0.1.0
 */
public record RefusalDescriptor(String message, String key, String must,
		@Nullable String nearest) implements OperationResponseBody {

	private static final int LONGEST_KEY = 200;

	static RefusalDescriptor of(InvalidSettingException refusal) {
		String key = refusal.key();
		return new RefusalDescriptor(String.valueOf(refusal.getMessage()),
				(key.length() > LONGEST_KEY) ? key.substring(0, LONGEST_KEY) + "…" : key,
				refusal.requirement().replaceAll(",$", ""), refusal.nearest());
	}

}
