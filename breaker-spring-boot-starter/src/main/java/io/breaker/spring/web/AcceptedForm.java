package io.breaker.spring.web;

import java.util.List;
import java.util.function.Predicate;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * In which form a client wants to be told of a problem.
 */
final class AcceptedForm {

	private AcceptedForm() {
	}

	/**
	 * Tells whether a client is a browser that shows a page: it names HTML, and does not
	 * name JSON as at least as welcome. {@code *}{@code /*} names neither.
	 * @param accept the values of the header {@code Accept}
	 */
	static boolean isPage(List<String> accept) {
		try {
			List<MediaType> types = MediaType.parseMediaTypes(accept);
			return quality(types, AcceptedForm::isHtml) > quality(types, AcceptedForm::isJson);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static double quality(List<MediaType> types, Predicate<MediaType> form) {
		return types.stream().filter(form).mapToDouble(MediaType::getQualityValue).max().orElse(0);
	}

	private static boolean isHtml(MediaType type) {
		return type.equalsTypeAndSubtype(MediaType.TEXT_HTML)
				|| type.equalsTypeAndSubtype(MediaType.APPLICATION_XHTML_XML);
	}

	private static boolean isJson(MediaType type) {
		return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON) || "json".equals(type.getSubtypeSuffix());
	}

}
