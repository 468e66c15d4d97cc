package io.breaker.shop.backend;

import org.jspecify.annotations.Nullable;

/**
 * The backend cannot listen where it wants to.
 */
public final class BackendPortException extends RuntimeException {

	/**
	 * Why a port usually cannot be had.
	 */
	public static final String IN_USE = "it is in use; perhaps the shop is running already";

	private static final long serialVersionUID = 1L;

	private final int port;

	BackendPortException(int port, @Nullable Throwable cause) {
		super(reason(cause));
		this.port = port;
	}

	/**
	 * The native transport says "bind(..) failed with error(-98): Address already in
	 * use", and others say nothing at all.
	 */
	private static String reason(@Nullable Throwable cause) {
		String said = (cause != null) ? String.valueOf(cause.getMessage()) : "Address already in use";
		return said.contains("in use") ? IN_USE : said.substring(said.lastIndexOf(": ") + 1).strip();
	}

	/**
	 * Returns the port.
	 * @return the port that cannot be listened on
	 */
	public int port() {
		return this.port;
	}

}
