package io.breaker.spring.slices;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application of which the tests start slices.
 */
@SpringBootApplication
class SliceApplication {

	/**
	 * Turns security off.
	 */
	static final String WITHOUT_SECURITY = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration";

	/**
	 * Configures a breaker that no slice of the web uses, as real applications do.
	 */
	static final String CONFIGURED_ELSEWHERE = "breaker.instances.warehouse.open-for=5s";

	/**
	 * Keeps a breaker open for longer than any test takes.
	 */
	static final String OPEN_FOR_LONG = "breaker.defaults.open-for=1h";

}
