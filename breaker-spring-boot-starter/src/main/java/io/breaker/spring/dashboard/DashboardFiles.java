package io.breaker.spring.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.MimeType;
import org.springframework.util.PropertyPlaceholderHelper;
import org.springframework.web.util.HtmlUtils;

/**
 * The files of the dashboard. Only those that are named here are served.
 */
final class DashboardFiles {

	private static final String PAGE = "index.html";

	private static final Map<String, MimeType> TYPES = Map.of("html", text("html"), "css", text("css"), "js",
			text("javascript"), "svg", new MimeType("image", "svg+xml"));

	private static final List<String> NAMES = List.of("dashboard.css", "dashboard.js", "actions.js", "connection.js",
			"detail.js", "drawing.js", "history.js", "list.js", "tile.js", "words.js", "icon.svg");

	private static MimeType text(String subtype) {
		return new MimeType("text", subtype, StandardCharsets.UTF_8);
	}

	boolean has(String name) {
		return NAMES.contains(name);
	}

	WebEndpointResponse<String> answer(String name) {
		return new WebEndpointResponse<>(read(name), type(name));
	}

	/**
	 * Returns the page.
	 * @param files the link to the dashboard, below which its files are
	 * @param breakers the link to the breakers, {@code null} if they are not exposed
	 * @param events the link to the events, {@code null} if they are not exposed
	 * @param writes whether breakers can be changed
	 */
	WebEndpointResponse<String> page(@Nullable String files, @Nullable String breakers, @Nullable String events,
			boolean writes) {
		Map<String, String> links = Map.of("files", attribute(files), "breakers", attribute(breakers), "events",
				attribute(events), "writes", String.valueOf(writes));
		return new WebEndpointResponse<>(
				new PropertyPlaceholderHelper("${", "}").replacePlaceholders(read(PAGE), links::get), type(PAGE));
	}

	private static String attribute(@Nullable String value) {
		return (value != null) ? HtmlUtils.htmlEscape(value) : "";
	}

	private static MimeType type(String name) {
		MimeType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
		if (type == null) {
			throw new IllegalStateException("No type is known for " + name);
		}
		return type;
	}

	private static String read(String name) {
		try {
			return new ClassPathResource(name, DashboardFiles.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
