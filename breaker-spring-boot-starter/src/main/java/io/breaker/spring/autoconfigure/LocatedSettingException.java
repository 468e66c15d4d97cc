package io.breaker.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginProvider;

import io.breaker.config.InvalidSettingException;

/**
 * A setting that was refused, with the place where it was written.
 */
final class LocatedSettingException extends IllegalArgumentException implements OriginProvider {

	private static final long serialVersionUID = 1L;

	private final InvalidSettingException refusal;

	private final transient @Nullable Origin origin;

	LocatedSettingException(InvalidSettingException refusal, @Nullable Origin origin) {
		super(refusal.getMessage() + ((origin != null) ? " (" + origin + ")" : ""), refusal);
		this.refusal = refusal;
		this.origin = origin;
	}

	InvalidSettingException refusal() {
		return this.refusal;
	}

	@Override
	public @Nullable Origin getOrigin() {
		return this.origin;
	}

}
