package io.breaker.spring.dashboard;

import java.io.IOException;
import java.util.function.Supplier;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives the answers of the dashboard their headers on the servlet stack, where an
 * operation of an endpoint cannot.
 *
 * @since 0.1.0
 */
public final class ServletDashboardFilter extends OncePerRequestFilter {

	private final DashboardPaths paths;

	/**
	 * Creates the filter.
	 * @param endpoints gives the endpoints that are exposed
	 */
	public ServletDashboardFilter(Supplier<PathMappedEndpoints> endpoints) {
		this.paths = new DashboardPaths(endpoints);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = (request.getPathInfo() != null) ? request.getPathInfo() : request.getServletPath();
		if (this.paths.lead(path)) {
			DashboardHeaders.write(response::setHeader);
			Object token = request.getAttribute("org.springframework.security.web.csrf.CsrfToken");
			if (token != null && this.paths.leadToToken(path)) {
				Security.tell(token, response);
			}
		}
		chain.doFilter(request, response);
	}

	/**
	 * What needs Spring Security. It is loaded where a token was found, so Spring
	 * Security is there.
	 */
	private static final class Security {

		private Security() {
		}

		static void tell(@Nullable Object attribute, HttpServletResponse response) {
			if (attribute instanceof CsrfToken token) {
				response.setHeader(DashboardHeaders.CSRF_HEADER, token.getHeaderName());
				response.setHeader(DashboardHeaders.CSRF_TOKEN, token.getToken());
			}
		}

	}

}
