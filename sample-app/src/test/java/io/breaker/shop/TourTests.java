package io.breaker.shop;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes the tour of the README: the same commands in the same order, with the settings of
 * the shop, and the same answers but for their numbers.
 */
class TourTests extends OpenShop {

	private static final Path README = Path.of("README.md");

	private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);

	@Test
	void tourOfTheReadmeGoesAsItIsWritten() throws IOException {
		List<Step> steps = steps();
		assertThat(steps).hasSizeGreaterThan(8);

		for (Step step : steps) {
			soon().untilAsserted(() -> assertThat(output(step.command())).as(step.command()).matches(step.answer()));
		}
	}

	/**
	 * Returns what a terminal would show.
	 */
	private String output(String command) {
		try {
			HttpResponse<String> response = this.curl.run(command);
			String body = response.body().strip();
			return command.contains(" -i ") ? head(response) + "\n" + body : body;
		}
		catch (IOException ex) {
			return (ex instanceof HttpTimeoutException) ? String.valueOf(ex.getMessage())
					: "curl: (56) Recv failure: Connection reset by peer";
		}
	}

	/**
	 * Returns the head of a response. The client of the JDK knows the names of headers in
	 * lower case only.
	 */
	private static String head(HttpResponse<String> response) {
		String head = response.headers()
			.map()
			.entrySet()
			.stream()
			.map((header) -> header.getKey() + ": " + header.getValue().get(0) + "\n")
			.collect(Collectors.joining());
		return "HTTP/1.1 " + response.statusCode() + " \n" + head.replace("retry-after", "Retry-After");
	}

	private static List<Step> steps() throws IOException {
		List<Step> steps = new ArrayList<>();
		Matcher block = BLOCK.matcher(Files.readString(README));
		while (block.find()) {
			for (String step : block.group(1).split("(?m)^\\$ ")) {
				String[] lines = step.strip().split("\n", 2);
				if (lines[0].startsWith("curl")) {
					steps.add(new Step(lines[0].strip(), pattern(lines[1].strip())));
				}
			}
		}
		return steps;
	}

	/**
	 * Makes a pattern of an answer: its numbers stand for any number, and {@code …} for
	 * anything.
	 */
	private static Pattern pattern(String answer) {
		StringBuilder pattern = new StringBuilder();
		Matcher part = Pattern.compile("\\d+(\\.\\d+)?|…|[^\\d…]+").matcher(answer);
		while (part.find()) {
			String text = part.group();
			pattern.append(text.equals("…") ? ".*"
					: Character.isDigit(text.charAt(0)) ? "\\d+(\\.\\d+)?" : Pattern.quote(text));
		}
		return Pattern.compile(pattern.toString(), Pattern.DOTALL);
	}

	private record Step(String command, Pattern answer) {
	}

}
