package io.breaker.spring.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

import org.springframework.util.FileSystemUtils;

/**
 * A real HTTP server on this machine that answers what a test wants.
 */
final class Callee implements AutoCloseable {

	private static final String HOST = "127.0.0.1";

	private final AtomicInteger requests = new AtomicInteger();

	private final Path directory;

	private final Tomcat server = new Tomcat();

	private volatile Reply reply = new Reply(200, Map.of());

	Callee() {
		try {
			this.directory = Files.createTempDirectory("callee");
			this.server.setBaseDir(this.directory.toString());
			this.server.setPort(0);
			this.server.getConnector().setProperty("address", HOST);
			StandardContext context = (StandardContext) this.server.addContext("", this.directory.toString());
			context.setClearReferencesThreadLocals(false);
			context.setClearReferencesRmiTargets(false);
			Tomcat.addServlet(context, "replies", new Replies());
			context.addServletMappingDecoded("/", "replies");
			this.server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (LifecycleException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the address of a server that is gone, so that connections are refused.
	 */
	static String goneUrl() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
			return url(socket.getLocalPort());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String url(int port) {
		return "http://" + HOST + ":" + port;
	}

	String url() {
		return url(this.server.getConnector().getLocalPort());
	}

	void answers(int status) {
		answers(status, Map.of());
	}

	void answers(int status, Map<String, String> headers) {
		this.reply = new Reply(status, headers);
	}

	/**
	 * Forgets what an earlier test did.
	 */
	void reset() {
		answers(200);
		this.requests.set(0);
	}

	int requests() {
		return this.requests.get();
	}

	@Override
	public void close() {
		try {
			this.server.stop();
			this.server.destroy();
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (LifecycleException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Answers what was set last.
	 */
	private final class Replies extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			Callee.this.requests.incrementAndGet();
			Reply present = Callee.this.reply;
			response.setStatus(present.status);
			response.setContentType("text/plain");
			present.headers.forEach(response::setHeader);
			response.getWriter().write("answer " + present.status);
		}

	}

	private record Reply(int status, Map<String, String> headers) {
	}

}
