package io.breaker.spring.autoconfigure;

import java.util.List;
import java.util.Locale;

import org.springframework.core.env.Environment;

import io.breaker.config.InvalidSettingException;
import io.breaker.config.NearestMatch;

/**
 * How calls of guarded methods are seen.
 */
enum AspectMode {

	/** Proxies of Spring see them. */
	PROXY,

	/** The methods are woven by AspectJ. */
	ASPECTJ;

	private static final List<String> WORDS = List.of("proxy", "aspectj");

	static AspectMode of(Environment environment) {
		String written = environment.getProperty(Flag.ASPECT_MODE.property(), "proxy");
		for (AspectMode mode : values()) {
			if (mode.name().equalsIgnoreCase(written)) {
				return mode;
			}
		}
		throw new InvalidSettingException(Flag.ASPECT_MODE.property(), "be one of " + String.join(", ", WORDS), written,
				NearestMatch.of(written.toLowerCase(Locale.ROOT), WORDS));
	}

}
