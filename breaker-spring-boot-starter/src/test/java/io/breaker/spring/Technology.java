package io.breaker.spring;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that an application may have on its class path or not, together with what
 * cannot be there without it.
 */
enum Technology {

	REACTOR("reactor|reactive-streams|rxjava|kotlinx-coroutines-react|spring-webflux|" + boot("webflux|webclient"),
			"reactor", "org.reactivestreams", "io.reactivex", "kotlinx.coroutines.reactor",
			"org.springframework.web.reactive", "org.springframework.boot.webflux",
			"org.springframework.boot.webclient"),

	WEB_MVC("spring-webmvc|jakarta.servlet-api|tomcat|" + boot("webmvc|tomcat|servlet|security"),
			"org.springframework.web.servlet", "jakarta.servlet", "org.apache.catalina",
			"org.springframework.boot.webmvc", "org.springframework.boot.servlet", "org.springframework.boot.tomcat",
			"org.springframework.security", "org.springframework.boot.security"),

	WEB_FLUX("spring-webflux|" + boot("webflux|webclient"), "org.springframework.web.reactive",
			"org.springframework.boot.webflux", "org.springframework.boot.webclient"),

	WEB("spring-web|jakarta.servlet-api|tomcat|spring-security|"
			+ boot("web|tomcat|servlet|security|restclient|resttest|http|reactor-netty"), "org.springframework.web",
			"org.springframework.http", "jakarta.servlet", "org.apache.catalina", "org.springframework.boot.web",
			"org.springframework.boot.webmvc", "org.springframework.boot.webflux", "org.springframework.boot.webclient",
			"org.springframework.boot.restclient", "org.springframework.boot.http", "org.springframework.boot.servlet",
			"org.springframework.boot.tomcat", "org.springframework.security", "org.springframework.boot.security"),

	HTTP_CLIENTS(boot("restclient|webclient|http-client|resttest"), "org.springframework.boot.restclient",
			"org.springframework.boot.webclient", "org.springframework.boot.http.client"),

	ACTUATOR(boot("actuator"), "org.springframework.boot.actuate"),

	HEALTH(boot("health"), "org.springframework.boot.health"),

	/**
	 * Observations stay: Spring itself depends on them.
	 */
	MICROMETER("micrometer-(core|registry|jakarta)|prometheus|HdrHistogram|" + boot("micrometer"), "io.micrometer.core",
			"io.micrometer.prometheusmetrics", "org.springframework.boot.micrometer"),

	VALIDATION("jakarta.validation|hibernate-validator|tomcat-embed-el|" + boot("validation"), "jakarta.validation",
			"org.hibernate.validator", "org.springframework.boot.validation"),

	SPRING_CLOUD("spring-cloud", "org.springframework.cloud"),

	KOTLIN("kotlin", "kotlin", "kotlinx"),

	ASPECTJ("aspectj|" + boot("aspectj"), "org.aspectj"),

	JACKSON("jackson|" + boot("jackson"), "tools.jackson", "com.fasterxml.jackson", "org.springframework.boot.jackson");

	private final Pattern libraries;

	private final List<String> packages;

	Technology(String libraries, String... packages) {
		this.libraries = Pattern.compile("(" + libraries + ").*");
		this.packages = List.of(packages);
	}

	private static String boot(String modules) {
		return "spring-boot-(starter-)?(" + modules + ")";
	}

	/**
	 * Tells whether a library is a part of it.
	 * @param library the name of the file
	 */
	boolean owns(String library) {
		return this.libraries.matcher(library).matches();
	}

	/**
	 * Returns the packages of it.
	 */
	String[] packages() {
		return this.packages.toArray(String[]::new);
	}

	static String[] allPackages() {
		return Arrays.stream(values()).flatMap((each) -> Stream.of(each.packages())).toArray(String[]::new);
	}

}
