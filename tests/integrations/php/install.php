<?php
// php install.php FOLDER: make the site of a WordPress that was only unpacked: an editor, a theme, addresses that name their post.
define('WP_INSTALLING', true);
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('サンプル就活ブログ', 'editor', 'editor@example.jp', true, '', 'correct horse battery', 'ja');
$wp_rewrite->set_permalink_structure('/%postname%/');
flush_rewrite_rules();
switch_theme('twentytwentythree');
