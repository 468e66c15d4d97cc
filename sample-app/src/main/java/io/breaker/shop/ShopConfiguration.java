package io.breaker.shop;

import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.service.registry.ImportHttpServices;

import io.breaker.shop.backend.BackendServer;
import io.breaker.shop.backend.Faults;
import io.breaker.shop.client.PriceClient;
import io.breaker.shop.input.Input;
import io.breaker.shop.visit.Story;

/**
 * Puts the shop together. Nothing here concerns breakers: the starter needs no
 * configuration in Java.
 */
@Configuration(proxyBeanMethods = false)
@EnableResilientMethods
@EnableScheduling
@ImportHttpServices(types = PriceClient.class)
class ShopConfiguration {

	private static final String BACKEND_PORT = "shop.backend.port";

	@Bean
	Faults faults(Story story) {
		return new Faults(System::nanoTime, story::tell);
	}

	@Bean
	BackendServer backendServer(Faults faults, @Value("${shop.backend.port}") String port) {
		Input input = new Input(Map.of(BACKEND_PORT, port), List.of(BACKEND_PORT));
		return new BackendServer(input.number(BACKEND_PORT, 0, 65_535, 0), faults);
	}

	/**
	 * Lets every client call the backend.
	 */
	@Bean
	RestClientCustomizer restClientsCallTheBackend(BackendServer backend) {
		return (builder) -> builder.baseUrl(backend.uri());
	}

	@Bean
	WebClientCustomizer webClientsCallTheBackend(BackendServer backend) {
		return (builder) -> builder.baseUrl(backend.uri().toString());
	}

}
