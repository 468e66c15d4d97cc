package io.breaker.spring.actuate;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;

/**
 * Who sees the messages of exceptions, which may hold secrets. The classes of exceptions
 * are always shown.
 *
 * @param show to nobody, to whom has a role, or to everybody
 * @param roles the roles; without any, whoever is authenticated has it
 * @since 0.1.0
 */
public record MessagePolicy(Show show, Set<String> roles) {

	/**
	 * Creates a policy.
	 * @param show to nobody, to whom has a role, or to everybody
	 * @param roles the roles; without any, whoever is authenticated has it
	 */
	public MessagePolicy {
		roles = Set.copyOf(roles);
	}

	boolean shows(SecurityContext security) {
		return this.show.isShown(security, this.roles);
	}

	/**
	 * Tells whether messages are shown to callers that nobody knows anything about.
	 */
	boolean showsToAll() {
		return this.show == Show.ALWAYS;
	}

}
