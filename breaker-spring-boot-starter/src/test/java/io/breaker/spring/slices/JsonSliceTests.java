package io.breaker.spring.slices;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.breaker.BreakerRegistry;
import io.breaker.spring.slices.Warehouse.Stock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.json.JsonTest;
import org.springframework.boot.test.json.JacksonTester;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice without calls has no breakers, whatever is configured.
 */
@JsonTest(properties = SliceApplication.CONFIGURED_ELSEWHERE)
@DirtiesContext
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JsonSliceTests {

	@Autowired
	private JacksonTester<Stock> json;

	@Autowired
	private ObjectProvider<BreakerRegistry> registry;

	@Test
	void jsonIsWritten() throws IOException {
		assertThat(this.json.write(new Stock("sku", 42))).isEqualToJson("{\"sku\":\"sku\",\"pieces\":42}");

		assertThat(this.registry.getIfAvailable()).isNull();
	}

}
