package com.example.shop;

import org.springframework.stereotype.Component;

@Component
class Warehouse {

	String usualLocation(String sku) {
		return "usual location of " + sku;
	}

}
