<?php
/**
 * Plugin Name:       Interview diagnostic
 * Description:       Shows the interview-readiness diagnostic (面接力診断) in posts and pages: as a block, as a shortcode, or by pasting its address.
 * Version:           1.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * Text Domain:       interview-diagnostic
 *
 * The plugin prints one element of the diagnostic's own script. It sends nothing itself, sets no cookie, and keeps one option.
 */

namespace InterviewDiagnostic;

defined('ABSPATH') || exit;

const OPTION = 'interview_diagnostic';
const HANDLE = 'interview-diagnostic';
const BLOCK = 'interview-diagnostic/diagnostic';
const PAGE = 'interview-diagnostic';

/** What an attribute may say: one of these words, or what the pattern allows. The first word is the default, and is left out. */
const ATTRIBUTES = [
    'bank'     => '/^[a-z0-9][a-z0-9_-]{0,63}$/',
    'variant'  => ['frame', 'card', 'button'],
    'form'     => ['quick', 'full'],
    'theme'    => ['auto', 'light', 'dark'],
    'language' => ['', 'ja', 'en'],
    'campaign' => '/^[!-~]{1,64}$/',
    'start'    => '/^[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,64})?$/',
];

/** Pixels that are kept for each look until its script has run, so that nothing in the post moves, on a phone either. */
const HEIGHTS = ['frame' => 560, 'card' => 240, 'button' => 48];

/** The Japanese of every text; a translation file of another language is read as usual. */
const JAPANESE = [
    'Interview diagnostic'                     => '面接力診断',
    'Shows the interview-readiness diagnostic (面接力診断) in posts and pages: as a block, as a shortcode, or by pasting its address.' => '面接力診断を投稿や固定ページに表示します。ブロック、ショートコード、URL の貼り付けが使えます。',
    'Check in 30 seconds how ready you are for an interview' => '30秒で面接の準備度を確かめる',
    'Tells a student in 30 seconds how ready they are for an interview.' => '30秒で面接の準備度がわかる診断を表示します。',
    'Settings'                                 => '設定',
    'Address of the diagnostic'                => '診断の URL',
    'Such as https://shindan.example.jp, without anything behind it.' => '例：https://shindan.example.jp（後ろには何も付けません）',
    'Question set'                             => '設問集',
    'The last part of the address of its page: /d/…' => '診断ページの URL の、/d/ の後ろの部分です。',
    'The diagnostic has to allow this site. Whoever runs it types:' => '診断の側で、このサイトを許可してもらう必要があります。運営の方に、次のコマンドを伝えてください。',
    'Use it as a block, as a shortcode, or by pasting the address of its page into a post:' => 'ブロック、ショートコード、診断ページの URL の貼り付け、どれでも表示できます。',
    'Not an address such as https://shindan.example.jp; the address was left as it was.' => 'https://shindan.example.jp の形ではないため、URL は前のままにしました。',
    'Not a name such as interview; the question set was left as it was.' => '設問集の名前は interview のように英小文字で書きます。いまは前のままにしました。',
    'Interview diagnostic: fill in its address in the settings first. Only you see this note.' => '面接力診断：先に、設定で診断の URL を入れてください。この文は、編集できる人にだけ見えます。',
    'Look'                                     => '見せ方',
    'The questions at once'                    => 'はじめから設問を出す',
    'A card that opens in place'               => 'その場で開くカード',
    'A button only'                            => 'ボタンだけ',
    'Questions'                                => '設問の数',
    'Short, 30 seconds'                        => '30秒版',
    'Thorough, a minute'                       => 'しっかり版（約1分）',
    'Colours'                                  => '配色',
    'As the reader prefers'                    => '読む人の設定に合わせる',
    'Light'                                    => '明るい',
    'Dark'                                     => '暗い',
    'Language'                                 => '言語',
    'That of the page'                         => 'ページに合わせる',
    'Japanese'                                 => '日本語',
    'English'                                  => '英語',
    'Campaign'                                 => 'キャンペーン',
    'A word under which the figures show this place. Letters and digits.' => '集計でこの場所を見分ける言葉です。英数字で書きます。',
];

add_filter('gettext_interview-diagnostic', __NAMESPACE__ . '\in_japanese', 10, 2);
add_action('init', __NAMESPACE__ . '\register');
add_filter('script_loader_tag', __NAMESPACE__ . '\as_module', 10, 3);
add_action('admin_init', __NAMESPACE__ . '\register_settings');
add_action('admin_menu', __NAMESPACE__ . '\add_page');
add_filter('plugin_action_links_' . plugin_basename(__FILE__), __NAMESPACE__ . '\link_to_page');
register_uninstall_hook(__FILE__, __NAMESPACE__ . '\uninstall');

/** Say a text in Japanese where the site or the reader of the administration does. */
function in_japanese(string $translation, string $text): string
{
    $is_untranslated = $translation === $text && strpos(determine_locale(), 'ja') === 0;
    return $is_untranslated ? JAPANESE[$text] ?? $text : $translation;
}

/** Return the address of the diagnostic, empty until it is known, and the question set. */
function settings(): array
{
    $kept = get_option(OPTION);
    return array_merge(['address' => '', 'bank' => 'interview'], is_array($kept) ? $kept : []);
}

/** Tell WordPress of the script, the shortcode, the block, and of the addresses that may be pasted. */
function register(): void
{
    $address = settings()['address'];
    add_shortcode('interview_diagnostic', __NAMESPACE__ . '\shortcode');
    wp_register_script(HANDLE, $address ? "$address/embed.js" : '', [], null, true);
    register_block();
    if ($address) {
        // The editor's preview asks the diagnostic; the page itself asks nobody.
        wp_oembed_add_provider("$address/d/*", "$address/oembed");
        $pages = '#^' . preg_quote($address, '#') . '/d/([a-z0-9_-]+)(/full)?/?(?:\?([^\#]*))?(?:\#(.*))?$#';
        wp_embed_register_handler(HANDLE, $pages, __NAMESPACE__ . '\pasted');
    }
}

/** Print our script as a module; WordPress itself can do so since 6.5 only. */
function as_module(string $tag, string $handle, string $source): string
{
    return $handle === HANDLE ? wp_get_script_tag(['type' => 'module', 'src' => $source]) : $tag;
}

/** Show what a shortcode asks for: [interview_diagnostic form="full"]words of the link[/interview_diagnostic] */
function shortcode($given, $content = ''): string
{
    $known = array_fill_keys(array_keys(ATTRIBUTES), '');
    return element(shortcode_atts($known, (array) $given, 'interview_diagnostic'), wp_strip_all_tags((string) $content));
}

/** Show a page of the diagnostic whose address was pasted, with what its own page for site owners wrote behind the #. */
function pasted(array $parts): string
{
    [$asked, $told] = array_map('html_entity_decode', [$parts[3] ?? '', $parts[4] ?? '']);
    wp_parse_str($asked, $query);
    wp_parse_str($told, $chosen);
    $chosen = array_filter($chosen, 'is_string');
    $named = ['bank' => $parts[1], 'form' => empty($parts[2]) ? '' : 'full', 'language' => $query['lang'] ?? ''];
    $accent = preg_match('/^#[0-9a-f]{6}$/i', $chosen['accent'] ?? '') ? ";--diagnostic-accent:{$chosen['accent']}" : '';
    $radius = preg_match('/^[0-9]{1,2}$/', $chosen['radius'] ?? '') ? ";--diagnostic-radius:{$chosen['radius']}px" : '';
    return element(array_merge($chosen, $named, ['variant' => '']), '', $accent . $radius);
}

/** Return the element with the link that stands where it cannot be shown. */
function element(array $given, string $label = '', string $look = ''): string
{
    ['address' => $address, 'bank' => $bank] = settings();
    if (!$address) {
        return current_user_can('edit_posts') ? '<p>' . esc_html(note_of_missing_address()) . '</p>' : '';
    }
    $attributes = array_merge(['bank' => $bank], checked($given));
    $page = "$address/d/{$attributes['bank']}" . (($attributes['form'] ?? '') === 'full' ? '/full' : '');
    $label = $label ?: __('Check in 30 seconds how ready you are for an interview', 'interview-diagnostic');
    $link = '<a href="' . esc_url($page) . '">' . esc_html($label) . '</a>';
    if (is_feed()) {
        return "<p>$link</p>";
    }
    wp_enqueue_script(HANDLE);
    $attributes['style'] = 'display:block;min-height:' . HEIGHTS[$attributes['variant'] ?? 'frame'] . 'px' . $look;
    $written = '';
    foreach ($attributes as $name => $value) {
        $written .= ' ' . $name . '="' . esc_attr($value) . '"';
    }
    return "<interview-diagnostic$written>$link</interview-diagnostic>";
}

/** Return those attributes whose values mean something, without the defaults. */
function checked(array $given): array
{
    $kept = [];
    foreach (ATTRIBUTES as $name => $allowed) {
        $value = isset($given[$name]) && is_scalar($given[$name]) ? trim((string) $given[$name]) : '';
        $is_allowed = is_array($allowed) ? in_array($value, array_slice($allowed, 1), true) : preg_match($allowed, $value) === 1;
        if ($is_allowed) {
            $kept[$name] = $value;
        }
    }
    return $kept;
}

function note_of_missing_address(): string
{
    return __('Interview diagnostic: fill in its address in the settings first. Only you see this note.', 'interview-diagnostic');
}

/** Register the block: drawn by the server, chosen in the editor by a few lines of script without a build. */
function register_block(): void
{
    $editor = HANDLE . '-editor';
    $needs = ['wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-server-side-render'];
    wp_register_script($editor, false, $needs, null, true);
    wp_add_inline_script($editor, 'var interviewDiagnostic = ' . wp_json_encode(words_of_editor()) . ';' . EDITOR);
    register_block_type(BLOCK, [
        'api_version'           => 2,
        'title'                 => __('Interview diagnostic', 'interview-diagnostic'),
        'description'           => __('Tells a student in 30 seconds how ready they are for an interview.', 'interview-diagnostic'),
        'category'              => 'embed',
        'icon'                  => 'clipboard',
        'keywords'              => ['interview', '面接', '診断'],
        'supports'              => ['html' => false, 'align' => ['wide', 'full']],
        'attributes'            => array_fill_keys(array_keys(ATTRIBUTES), ['type' => 'string', 'default' => '']),
        'editor_script_handles' => [$editor],
        'script_handles'        => settings()['address'] ? [HANDLE] : [],
        'render_callback'       => __NAMESPACE__ . '\block',
    ]);
}

/** Show what a block asks for. */
function block(array $given): string
{
    $shown = element($given);
    return $shown ? '<div ' . get_block_wrapper_attributes() . ">$shown</div>" : '';
}

/** Return what the editor's script needs to know: the block's name, and each choice with its words. */
function words_of_editor(): array
{
    $domain = 'interview-diagnostic';
    return [
        'block'   => BLOCK,
        'title'   => __('Interview diagnostic', $domain),
        'choices' => [
            ['variant', __('Look', $domain), [
                ['', __('The questions at once', $domain)],
                ['card', __('A card that opens in place', $domain)],
                ['button', __('A button only', $domain)],
            ]],
            ['form', __('Questions', $domain), [
                ['', __('Short, 30 seconds', $domain)],
                ['full', __('Thorough, a minute', $domain)],
            ]],
            ['theme', __('Colours', $domain), [
                ['', __('As the reader prefers', $domain)],
                ['light', __('Light', $domain)],
                ['dark', __('Dark', $domain)],
            ]],
            ['language', __('Language', $domain), [
                ['', __('That of the page', $domain)],
                ['ja', __('Japanese', $domain)],
                ['en', __('English', $domain)],
            ]],
        ],
        'campaign' => [
            'label' => __('Campaign', $domain),
            'help'  => __('A word under which the figures show this place. Letters and digits.', $domain),
        ],
    ];
}

/** The block in the editor: its choices beside it, and a preview that does not answer to taps. */
const EDITOR = <<<'SCRIPT'
(({ blocks, blockEditor, components, element, serverSideRender }, { block, title, choices, campaign }) => {
  const draw = element.createElement;
  const edit = ({ attributes, setAttributes }) => {
    const setter = (name) => (value) => setAttributes({ [name]: value });
    const fields = choices.map(([name, label, options]) =>
      draw(components.SelectControl, {
        key: name,
        label,
        value: attributes[name],
        options: options.map(([value, label]) => ({ value, label })),
        onChange: setter(name),
      }),
    );
    const word = draw(components.TextControl, {
      ...campaign,
      key: "campaign",
      value: attributes.campaign,
      onChange: setter("campaign"),
    });
    return draw(
      "div",
      blockEditor.useBlockProps(),
      draw(blockEditor.InspectorControls, {}, draw(components.PanelBody, { title }, ...fields, word)),
      draw(components.Disabled, {}, draw(serverSideRender, { block, attributes })),
    );
  };
  blocks.registerBlockType(block, { edit, save: () => null });
})(wp, interviewDiagnostic);
SCRIPT;

/** Let WordPress check and keep what the settings page sends; it also sees to the nonce and to who may. */
function register_settings(): void
{
    register_setting(PAGE, OPTION, ['type' => 'array', 'sanitize_callback' => __NAMESPACE__ . '\sanitized']);
    add_settings_section(PAGE, '', '__return_null', PAGE);
    foreach (['address' => __('Address of the diagnostic', 'interview-diagnostic'), 'bank' => __('Question set', 'interview-diagnostic')] as $name => $label) {
        add_settings_field($name, $label, __NAMESPACE__ . '\field', PAGE, PAGE, ['name' => $name, 'label_for' => PAGE . "-$name"]);
    }
}

/** Return what is kept of the settings: an origin and a name; what is neither leaves what was there, and says so. */
function sanitized($given): array
{
    $kept = settings();
    $given = is_array($given) ? $given : [];
    $address = rtrim(trim((string) ($given['address'] ?? $kept['address'])), '/');
    $bank = trim((string) ($given['bank'] ?? $kept['bank']));
    if ($address === '' || preg_match('#^https?://[a-z0-9.-]+(:[0-9]{1,5})?$#i', $address)) {
        $kept['address'] = strtolower(esc_url_raw($address));
    } else {
        $said = __('Not an address such as https://shindan.example.jp; the address was left as it was.', 'interview-diagnostic');
        add_settings_error(OPTION, 'address', $said);
    }
    if (preg_match(ATTRIBUTES['bank'], $bank)) {
        $kept['bank'] = $bank;
    } else {
        add_settings_error(OPTION, 'bank', __('Not a name such as interview; the question set was left as it was.', 'interview-diagnostic'));
    }
    return $kept;
}

function add_page(): void
{
    $title = __('Interview diagnostic', 'interview-diagnostic');
    add_options_page($title, $title, 'manage_options', PAGE, __NAMESPACE__ . '\page');
}

function link_to_page(array $links): array
{
    $page = admin_url('options-general.php?page=' . PAGE);
    return array_merge(['<a href="' . esc_url($page) . '">' . esc_html__('Settings', 'interview-diagnostic') . '</a>'], $links);
}

/** Draw one field of the settings page. */
function field(array $field): void
{
    $name = $field['name'];
    $help = [
        'address' => __('Such as https://shindan.example.jp, without anything behind it.', 'interview-diagnostic'),
        'bank'    => __('The last part of the address of its page: /d/…', 'interview-diagnostic'),
    ];
    printf(
        '<input class="regular-text code" type="%s" id="%s" name="%s" value="%s"><p class="description">%s</p>',
        $name === 'address' ? 'url' : 'text',
        esc_attr($field['label_for']),
        esc_attr(OPTION . "[$name]"),
        esc_attr(settings()[$name]),
        esc_html($help[$name])
    );
}

/** Draw the settings page. */
function page(): void
{
    if (!current_user_can('manage_options')) {
        return;
    }
    $parts = wp_parse_url(home_url());
    $origin = $parts['scheme'] . '://' . $parts['host'] . (isset($parts['port']) ? ":{$parts['port']}" : '');
    ['address' => $address, 'bank' => $bank] = settings();
    echo '<div class="wrap"><h1>', esc_html(get_admin_page_title()), '</h1><form method="post" action="options.php">';
    settings_fields(PAGE);
    do_settings_sections(PAGE);
    submit_button();
    echo '</form><p>', esc_html__('The diagnostic has to allow this site. Whoever runs it types:', 'interview-diagnostic'), '</p>';
    echo '<p><code>', esc_html('quiz site add blog ' . $origin), '</code></p><p>';
    esc_html_e('Use it as a block, as a shortcode, or by pasting the address of its page into a post:', 'interview-diagnostic');
    echo '</p><p><code>[interview_diagnostic]</code></p>';
    echo $address ? '<p><code>' . esc_html("$address/d/$bank") . '</code></p></div>' : '</div>';
}

/** Leave nothing behind, on no site of a network. */
function uninstall(): void
{
    foreach (is_multisite() ? get_sites(['fields' => 'ids', 'number' => 0]) : [get_current_blog_id()] as $site) {
        is_multisite() ? delete_blog_option($site, OPTION) : delete_option(OPTION);
    }
}
