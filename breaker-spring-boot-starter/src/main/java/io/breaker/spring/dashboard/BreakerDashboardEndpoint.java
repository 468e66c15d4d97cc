package io.breaker.spring.dashboard;

import java.util.function.Supplier;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The endpoint {@code breakerdashboard}: a page, and the files it needs. What the page
 * shows it reads from the endpoints {@code breakers} and {@code breakerevents}, in the
 * browser and with the rights of its user; this endpoint knows no breaker.
 *
 * @since 0.1.0
 */
@WebEndpoint(id = DashboardPaths.ID)
public final class BreakerDashboardEndpoint {

	private final DashboardPaths paths;

	private final EndpointAccessResolver access;

	private final DashboardFiles files = new DashboardFiles();

	/**
	 * Creates the endpoint.
	 * @param endpoints gives the endpoints that are exposed; asked when the first request
	 * comes, because they need this one first
	 * @param access knows what may be done with an endpoint
	 */
	public BreakerDashboardEndpoint(Supplier<PathMappedEndpoints> endpoints, EndpointAccessResolver access) {
		this.paths = new DashboardPaths(endpoints);
		this.access = access;
	}

	/**
	 * Returns the page.
	 * @return the page
	 */
	@ReadOperation(produces = "text/html;charset=UTF-8")
	public WebEndpointResponse<String> page() {
		return page(false);
	}

	/**
	 * Returns a file of the page, or the page where its address ends with a slash.
	 * @param path what follows the slash
	 * @return the file, or that there is none
	 */
	@ReadOperation(produces = { "text/html", "text/css", "text/javascript", "image/svg+xml" })
	public WebEndpointResponse<String> file(@Selector(match = Match.ALL_REMAINING) String[] path) {
		if (path.length == 0) {
			return page(true);
		}
		if (path.length == 1 && path[0].equals(DashboardPaths.TOKEN)) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
		}
		return (path.length == 1 && this.files.has(path[0])) ? this.files.answer(path[0])
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private WebEndpointResponse<String> page(boolean slash) {
		boolean writes = this.access.accessFor(DashboardPaths.BREAKERS, Access.UNRESTRICTED) == Access.UNRESTRICTED;
		return this.files.page(this.paths.link(DashboardPaths.DASHBOARD, slash),
				this.paths.link(DashboardPaths.BREAKERS, slash), this.paths.link(DashboardPaths.EVENTS, slash), writes);
	}

}
