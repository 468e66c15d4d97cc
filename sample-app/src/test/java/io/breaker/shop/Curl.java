package io.breaker.shop;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does what {@code curl} does, as far as the README uses it, on the ports of the test.
 */
final class Curl {

	private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

	private final HttpClient http = HttpClient.newHttpClient();

	private final int shop;

	private final int backend;

	Curl(int shop, int backend) {
		this.shop = shop;
		this.backend = backend;
	}

	/**
	 * Runs a command.
	 * @param command the command as it stands in the README
	 * @return what came back
	 * @throws IOException if the connection was refused or reset
	 */
	HttpResponse<String> run(String command) throws IOException {
		List<String> form = new ArrayList<>();
		String method = null;
		String address = null;
		Matcher word = WORD.matcher(command);
		while (word.find()) {
			switch (text(word)) {
				case "curl", "-s", "-i" -> {
				}
				case "-d" -> form.add(encoded(next(word)));
				case "-X" -> method = next(word);
				default -> address = text(word);
			}
		}
		if (address == null) {
			throw new IllegalArgumentException(command);
		}
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + here(address)))
			.timeout(Duration.ofSeconds(20));
		if (!form.isEmpty()) {
			request.header("Content-Type", "application/x-www-form-urlencoded");
		}
		String verb = (method != null) ? method : form.isEmpty() ? "GET" : "POST";
		request.method(verb,
				form.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(String.join("&", form)));
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	private String here(String address) {
		return address.replace("http://", "")
			.replace("localhost:8080", "127.0.0.1:" + this.shop)
			.replace("localhost:8081", "127.0.0.1:" + this.backend);
	}

	private static String encoded(String pair) {
		int equals = pair.indexOf('=');
		return pair.substring(0, equals + 1) + URLEncoder.encode(pair.substring(equals + 1), StandardCharsets.UTF_8);
	}

	private static String next(Matcher word) {
		if (!word.find()) {
			throw new IllegalArgumentException("the command ends too early");
		}
		return text(word);
	}

	private static String text(Matcher word) {
		return (word.group(1) != null) ? word.group(1) : word.group(2);
	}

}
