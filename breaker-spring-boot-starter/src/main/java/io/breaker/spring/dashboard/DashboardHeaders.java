package io.breaker.spring.dashboard;

import java.util.function.BiConsumer;

/**
 * The headers of every answer below the path of the dashboard: nothing from elsewhere is
 * loaded, no script but its own files runs, nobody frames it, and nothing is kept.
 */
final class DashboardHeaders {

	/**
	 * Names the header in which a request must repeat the token.
	 */
	static final String CSRF_HEADER = "Breaker-Csrf-Header";

	/**
	 * Holds the token. Pages of other origins cannot read it.
	 */
	static final String CSRF_TOKEN = "Breaker-Csrf-Token";

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
			+ "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private DashboardHeaders() {
	}

	static void write(BiConsumer<String, String> header) {
		header.accept("Content-Security-Policy", POLICY);
		header.accept("X-Content-Type-Options", "nosniff");
		header.accept("X-Frame-Options", "DENY");
		header.accept("Referrer-Policy", "no-referrer");
		header.accept("Cross-Origin-Resource-Policy", "same-origin");
		header.accept("Cache-Control", "no-store");
	}

}
