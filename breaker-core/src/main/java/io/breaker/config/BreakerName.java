package io.breaker.config;

import org.jspecify.annotations.Nullable;

/**
 * What a breaker, a template or a pattern may be called: 1 to 200 characters, none of
 * them a slash or a control character, because a path could not carry them.
 *
 * @since 0.1.0
 */
public final class BreakerName {

	private static final int LONGEST = 200;

	private BreakerName() {
	}

	/**
	 * Checks a name.
	 * @param what what the name is for, as it stands in the message
	 * @param name the name
	 * @return the name
	 * @throws InvalidSettingException if it cannot be used
	 */
	public static String check(String what, @Nullable String name) {
		if (name == null || name.isBlank() || name.length() > LONGEST
				|| name.chars().anyMatch((c) -> c == '/' || Character.isISOControl(c))) {
			throw new InvalidSettingException(what,
					"be a name of 1 to " + LONGEST + " characters, not all blank, without '/' and control characters,",
					name, null);
		}
		return name;
	}

}
