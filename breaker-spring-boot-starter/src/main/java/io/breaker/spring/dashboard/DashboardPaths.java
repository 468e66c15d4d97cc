package io.breaker.spring.dashboard;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Where the dashboard and the endpoints that it reads are served. Links are relative to
 * the page, so they stay right behind a context path, another port, and a proxy that puts
 * something before the path or takes away what all of them share.
 */
final class DashboardPaths {

	/**
	 * What follows the path of the dashboard where the token against forged requests is
	 * told.
	 */
	static final String TOKEN = "token";

	static final String ID = "breakerdashboard";

	static final EndpointId DASHBOARD = EndpointId.of(ID);

	static final EndpointId BREAKERS = EndpointId.of("breakers");

	static final EndpointId EVENTS = EndpointId.of("breakerevents");

	private final Supplier<PathMappedEndpoints> endpoints;

	private final SingletonSupplier<String> own;

	/**
	 * Creates the paths.
	 * @param endpoints gives the endpoints that are exposed
	 */
	DashboardPaths(Supplier<PathMappedEndpoints> endpoints) {
		this.endpoints = endpoints;
		this.own = SingletonSupplier.of(() -> {
			String path = endpoints.get().getPath(DASHBOARD);
			return (path != null) ? path : "";
		});
	}

	/**
	 * Tells whether a path leads to the dashboard.
	 * @param path the path of a request, below the context path
	 */
	boolean lead(String path) {
		String dashboard = this.own.obtain();
		return !dashboard.isEmpty() && path.startsWith(dashboard)
				&& (path.length() == dashboard.length() || path.charAt(dashboard.length()) == '/');
	}

	/**
	 * Tells whether a path is where the token is told.
	 */
	boolean leadToToken(String path) {
		return lead(path) && path.substring(this.own.obtain().length()).equals("/" + TOKEN);
	}

	/**
	 * Returns the link from the page to an endpoint.
	 * @param slash whether the address of the page ends with a slash
	 * @return the link, {@code null} if the endpoint is not exposed
	 */
	@Nullable String link(EndpointId endpoint, boolean slash) {
		String target = this.endpoints.get().getPath(endpoint);
		if (target == null) {
			return null;
		}
		String page = this.own.obtain() + (slash ? "/" : "");
		int shared = 1;
		while (page.indexOf('/', shared) >= 0 && target.startsWith(page.substring(0, page.indexOf('/', shared) + 1))) {
			shared = page.indexOf('/', shared) + 1;
		}
		int above = StringUtils.countOccurrencesOf(page.substring(shared), "/");
		return "./" + "../".repeat(above) + target.substring(shared);
	}

}
