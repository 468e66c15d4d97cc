package io.breaker.spring.environment;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginProvider;

import io.breaker.config.InvalidSettingException;

/**
 * A setting that was refused, with the place where it was written.
 *
 * @serial exclude
 * @since 0.1.0
 */
public final class LocatedSettingException extends IllegalArgumentException implements OriginProvider {

	private static final long serialVersionUID = 1L;

	private final InvalidSettingException refusal;

	private final transient @Nullable Origin origin;

	private final transient Map<String, Origin> others;

	LocatedSettingException(InvalidSettingException refusal, @Nullable Origin origin) {
		this(refusal, origin, Map.of());
	}

	LocatedSettingException(InvalidSettingException refusal, @Nullable Origin origin, Map<String, Origin> others) {
		super(refusal.getMessage() + ((origin != null) ? " (" + origin + ")" : ""), refusal);
		this.refusal = refusal;
		this.origin = origin;
		this.others = Map.copyOf(others);
	}

	/**
	 * Returns what was refused.
	 * @return the refusal of the core
	 */
	public InvalidSettingException refusal() {
		return this.refusal;
	}

	@Override
	public @Nullable Origin getOrigin() {
		return this.origin;
	}

	/**
	 * Returns where those values were written that it cannot stand together with.
	 * @return the places by key
	 */
	public Map<String, Origin> others() {
		return this.others;
	}

}
