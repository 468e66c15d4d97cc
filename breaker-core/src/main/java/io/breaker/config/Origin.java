package io.breaker.config;

import org.jspecify.annotations.Nullable;

/**
 * Where the value of a setting came from.
 *
 * @param text how people see it: {@code instances.inventory}, {@code templates.remote},
 * {@code defaults}, {@code built-in}, {@code actuator} or {@code code}
 * @param lease who decided, why and until when, {@code null} where no operator did
 * @since 0.1.0
 */
public record Origin(String text, @Nullable Lease lease) {

	/**
	 * The value that holds where nobody decided.
	 */
	public static final Origin BUILT_IN = new Origin("built-in");

	/**
	 * The defaults of a registry.
	 */
	public static final Origin DEFAULTS = new Origin("defaults");

	/**
	 * An operator, while the application runs.
	 */
	public static final Origin ACTUATOR = new Origin("actuator");

	/**
	 * A call of the Java API.
	 */
	public static final Origin CODE = new Origin("code");

	/**
	 * Creates an origin without a lease.
	 * @param text how people see it
	 */
	public Origin(String text) {
		this(text, null);
	}

	/**
	 * Returns the origin of what an operator decides while the application runs.
	 * @param lease who decides, why and until when
	 * @return the origin
	 */
	public static Origin actuator(Lease lease) {
		return new Origin(ACTUATOR.text, lease);
	}

	/**
	 * Returns the origin of what was decided for one breaker or one pattern.
	 * @param name the name or pattern
	 * @return the origin
	 */
	public static Origin instance(String name) {
		return new Origin("instances." + name);
	}

	/**
	 * Returns the origin of what a template decides.
	 * @param name the name of the template
	 * @return the origin
	 */
	public static Origin template(String name) {
		return new Origin("templates." + name);
	}

	/**
	 * Tells whether an operator decided, while the application runs.
	 * @return whether this is {@link #ACTUATOR}, with or without a lease
	 */
	public boolean isActuator() {
		return this.text.equals(ACTUATOR.text);
	}

	/**
	 * Returns the full key of a setting decided here, as it stands in a message.
	 * @param key the key of the setting
	 * @return {@code breaker.instances.inventory.failure-rate} for a configured value,
	 * the bare key for one from code or an operator
	 */
	public String path(String key) {
		boolean bare = equals(CODE) || isActuator() || equals(BUILT_IN);
		return bare ? key : "breaker." + this.text + "." + key;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
