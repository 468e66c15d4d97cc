package io.breaker.shop.backend;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.DisposableBean;

/**
 * The HTTP server of the backend. It answers when its services are well, and where one is
 * broken it resets, hangs, dawdles or fails for real.
 */
public final class BackendServer implements DisposableBean {

	private static final Duration LONGEST_HANG = Duration.ofSeconds(30);

	private final LoopResources threads = LoopResources.create("backend", 1, true);

	private final Faults faults;

	private final FaultDesk desk;

	private final DisposableServer server;

	/**
	 * Starts the server, which only this computer can reach.
	 * @param port the port, 0 for any that is free
	 * @param faults what is broken
	 */
	public BackendServer(int port, Faults faults) {
		this.faults = faults;
		this.desk = new FaultDesk(faults);
		this.server = bind(port);
	}

	private DisposableServer bind(int port) {
		try {
			// Reactor Netty 1.3 forgets to read from a kept connection now and then, when
			// the answer before was completed on another thread (its issue 4361).
			return HttpServer.create()
				.maxKeepAliveRequests(1)
				.host(InetAddress.getLoopbackAddress().getHostAddress())
				.port(port)
				.runOn(this.threads)
				.handle(this::handle)
				.bindNow();
		}
		catch (ChannelBindException ex) {
			this.threads.dispose();
			throw new BackendPortException(port, ex.getCause());
		}
	}

	/**
	 * Returns where the backend can be reached.
	 * @return the address, without a path
	 */
	public URI uri() {
		return URI.create("http://" + this.server.host() + ":" + this.server.port());
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		String[] path = request.fullPath().substring(1).split("/", -1);
		if (path[0].equals("faults") && path.length <= 2) {
			return this.desk.handle((path.length > 1) ? path[1] : "", request, response);
		}
		if (path.length == 2 && Catalogue.services().contains(path[0])) {
			return serve(path[0], path[1], response);
		}
		return Reply.send(response, 404, Reply.error("there is nothing at this path; there are /faults and "
				+ String.join(", ", Catalogue.services().stream().map((name) -> "/" + name + "/{item}").toList())));
	}

	private Publisher<Void> serve(String service, String item, HttpServerResponse response) {
		FaultOrder fault = this.faults.hitting(service).orElse(null);
		if (fault == null) {
			return answer(service, item, response);
		}
		return switch (fault.kind()) {
			case REFUSE -> reset(response);
			case HANG -> Mono.delay(LONGEST_HANG).then(Mono.defer(() -> reset(response)));
			case SLOW -> Mono.delay(fault.delay()).then(Mono.defer(() -> answer(service, item, response)));
			case FAIL, FLAP -> Reply.send(response, fault.status(), Reply.error(service + " is broken by hand"));
		};
	}

	private static Mono<Void> answer(String service, String item, HttpServerResponse response) {
		long second = System.currentTimeMillis() / 1000;
		return Reply.send(response, 200, Reply.answer(Catalogue.answer(service, item, second)));
	}

	/**
	 * Closes without lingering, and the system of the caller sees "connection reset".
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	private static Mono<Void> reset(HttpServerResponse response) {
		response.withConnection((connection) -> {
			Channel channel = connection.channel();
			channel.config().setOption(ChannelOption.SO_LINGER, 0);
			channel.close();
		});
		return Mono.never();
	}

	@Override
	public void destroy() {
		this.server.disposeNow();
		this.threads.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block(Duration.ofSeconds(5));
	}

}
