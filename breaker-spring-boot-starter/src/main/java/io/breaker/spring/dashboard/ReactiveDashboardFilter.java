package io.breaker.spring.dashboard;

import java.util.function.Supplier;

import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Gives the answers of the dashboard their headers on the reactive stack, where an
 * operation of an endpoint cannot.
 *
 * @since 0.1.0
 */
public final class ReactiveDashboardFilter implements WebFilter {

	private final DashboardPaths paths;

	/**
	 * Creates the filter.
	 * @param endpoints gives the endpoints that are exposed
	 */
	public ReactiveDashboardFilter(Supplier<PathMappedEndpoints> endpoints) {
		this.paths = new DashboardPaths(endpoints);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		String path = exchange.getRequest().getPath().pathWithinApplication().value();
		if (!this.paths.lead(path)) {
			return chain.filter(exchange);
		}
		HttpHeaders headers = exchange.getResponse().getHeaders();
		DashboardHeaders.write(headers::set);
		Object token = exchange.getAttribute("org.springframework.security.web.server.csrf.CsrfToken");
		if (token instanceof Mono<?> coming && this.paths.leadToToken(path)) {
			return coming.doOnNext((each) -> Security.tell(each, headers)).then(chain.filter(exchange));
		}
		return chain.filter(exchange);
	}

	/**
	 * What needs Spring Security. It is loaded where a token was found, so Spring
	 * Security is there.
	 */
	private static final class Security {

		private Security() {
		}

		static void tell(Object attribute, HttpHeaders headers) {
			if (attribute instanceof CsrfToken token) {
				headers.set(DashboardHeaders.CSRF_HEADER, token.getHeaderName());
				headers.set(DashboardHeaders.CSRF_TOKEN, token.getToken());
			}
		}

	}

}
