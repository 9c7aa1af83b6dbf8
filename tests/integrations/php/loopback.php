<?php
// WordPress asks neither the machine it stands on nor unusual ports for an embed; in a test our product is there.
add_filter('http_request_host_is_external', '__return_true');
add_filter('http_allowed_safe_ports', static fn ($ports, $host, $url) => array_merge($ports, [(int) wp_parse_url($url, PHP_URL_PORT)]), 10, 3);
