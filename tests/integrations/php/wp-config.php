<?php
// Settings of the WordPress of a test; SOCKET and ADDRESS are filled in when it is made.
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:SOCKET');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'] as $name) {
    define($name, 'of a test: ' . $name);
}
define('WP_HOME', 'ADDRESS');
define('WP_SITEURL', 'ADDRESS');
define('WP_DEBUG', true);
define('WP_DEBUG_LOG', true);
define('WP_DEBUG_DISPLAY', false);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
// This machine reaches nobody else; what would ask wordpress.org fails at once.
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
mysqli_report(MYSQLI_REPORT_OFF);
$database = mysqli_connect(null, DB_USER, DB_PASSWORD, null, 0, 'SOCKET');
$database->query('CREATE DATABASE IF NOT EXISTS wordpress');
$database->close();
require_once ABSPATH . 'wp-settings.php';
