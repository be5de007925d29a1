/* Quotations: texts, and what is quoted in them as "text <speaker> [source]", a line each. */
#include "tests/unit/language.h"

#include "tests/unit/check.h"

static const struct {
    const char *code, *text, *quotes;
} cases[] = {
    /* Who spoke: behind the quotation. */
    {"id", "\"Kami menolak tekanan Barat,\" kata Brevik dikutip TASS.", "Kami menolak tekanan Barat <Brevik> [TASS]\n"},
    {"id", "\"Kami menolak tekanan Barat,\" lanjutnya.", "Kami menolak tekanan Barat <> []\n"},
    {"id", "\"Kami menolak tekanan Barat,\" kata dia, Senin (6/3/2023).", "Kami menolak tekanan Barat <> []\n"},
    {"id", "\"Kami menolak tekanan Barat,\" kata Menteri Luar Negeri Rusia Sergey Brevik.",
     "Kami menolak tekanan Barat <Sergey Brevik> []\n"},
    {"id", "\"Kami menolak tekanan Barat!\" ujar juru bicara Kremlin Dmitry Ostrow.",
     "Kami menolak tekanan Barat! <Dmitry Ostrow> []\n"},
    {"id", "\"Harga beras sudah turun,\" kata kepala pasar, H. Mulyadi Kartawinata, Rabu (10/5/2023).",
     "Harga beras sudah turun <Mulyadi Kartawinata> []\n"},
    {"id", "\"Harga beras sudah turun,\" tutur Sri (33), yang berjualan di sana.",
     "Harga beras sudah turun <Sri> []\n"},
    {"id", "\"Kami akan terus maju,\" kata CEO Corvana, Leonor Sacadura-Brandt, kepada wartawan.",
     "Kami akan terus maju <Leonor Sacadura-Brandt> []\n"},
    {"id", "\"Kami akan terus maju,\" kata Direktur Medis Aliansi Dengue, dr. Samira Benhaddouche, di Jenewa.",
     "Kami akan terus maju <Samira Benhaddouche> []\n"},
    {"id", "\"Kami akan terus maju,\" kata Presiden Darman, Senin (6/3/2023).", "Kami akan terus maju <Darman> []\n"},
    {"id", "\"Kami akan terus maju,\" kata Kremlin.", "Kami akan terus maju <Kremlin> []\n"},
    {"id", "\"Kami akan terus maju,\" ujar Gubernur BI Perdi Wardoyo.", "Kami akan terus maju <Perdi Wardoyo> []\n"},
    {"id", "\"Kami akan terus maju,\" katanya seperti dikutip dari kantor berita AFP, Selasa.",
     "Kami akan terus maju <> [AFP]\n"},
    {"id", "\"Kami akan terus maju,\" ujar Bagas kepada Reuters.", "Kami akan terus maju <Bagas> [Reuters]\n"},
    {"id", "\"Kami akan terus maju,\" ujar Bagas kepada wartawan.", "Kami akan terus maju <Bagas> []\n"},
    {"id", "\"Kami akan terus maju,\" kata Ani dikutip Kompas.com dari Reuters.",
     "Kami akan terus maju <Ani> [Reuters]\n"},
    {"en", "\"We reject their values,\" Brevik said.", "We reject their values <Brevik> []\n"},
    {"en", "\"We reject their values,\" said Foreign Minister Sergey Brevik.",
     "We reject their values <Sergey Brevik> []\n"},
    {"en", "\"We reject their values,\" he stressed.", "We reject their values <> []\n"},
    {"en", "\"We reject their values,\" the mayor said.", "We reject their values <> []\n"},
    {"en", "\"We reject their values,\" Brevik told Reuters.", "We reject their values <Brevik> [Reuters]\n"},
    {"en", "\"We reject their values,\" Brevik told a meeting.", "We reject their values <Brevik> []\n"},
    {"en", "\"We reject their values,\" passenger John Roe, 41, said.", "We reject their values <John Roe> []\n"},
    {"en", "\"We reject their values,\" said the Russian co-leader, Ivan Petrov.",
     "We reject their values <Ivan Petrov> []\n"},
    {"en", "\"We reject their values,\" said Jane Roe of Acme Securities.", "We reject their values <Jane Roe> []\n"},
    {"en", "\"We reject their values,\" Brevik was quoted by TASS as saying.",
     "We reject their values <Brevik> [TASS]\n"},
    /* Before it. */
    {"id", "Brevik kemudian juga menegaskan, \"Kami menolak tekanan.\"", "Kami menolak tekanan <Brevik> []\n"},
    {"id", "Brevik menyebut: \"Kami menolak tekanan Barat.\"", "Kami menolak tekanan Barat <Brevik> []\n"},
    {"id", "Menurut Brevik, Moskow ingin \"tatanan dunia multipolar\" yang adil.",
     "tatanan dunia multipolar <Brevik> []\n"},
    {"id", "Menurut kantor berita TASS, \"tatanan dunia multipolar\" sudah dekat.",
     "tatanan dunia multipolar <> [TASS]\n"},
    {"id", "Brevik menegaskan:\n\"Kami menolak tekanan Barat.\"", "Kami menolak tekanan Barat <Brevik> []\n"},
    {"en", "According to the minister, Moscow wants a \"multipolar world order\" soon.",
     "multipolar world order <> []\n"},
    {"en", "Brevik said: \"We reject their values.\"", "We reject their values <Brevik> []\n"},
    /* In pieces, and over segments. */
    {"id", "\"Kita harus waspada,\" katanya, \"karena musuh ada di mana-mana.\"",
     "Kita harus waspada <> []\nkarena musuh ada di mana-mana <> []\n"},
    {"id", "\"Ini sudah cukup. Kami akan pulang besok,\" kata Budi.",
     "Ini sudah cukup. <Budi> []\nKami akan pulang besok <Budi> []\n"},
    {"en", "\"We keep good relations,\" Brevik said. \"Developing them is a priority.\"",
     "We keep good relations <Brevik> []\nDeveloping them is a priority <Brevik> []\n"},
    /* Furniture ends nothing that is closed already. */
    {"id", "\"Ini sudah cukup. Kami akan pulang besok,\" kata Budi.\nBaca Juga: Berita lain",
     "Ini sudah cukup. <Budi> []\nKami akan pulang besok <Budi> []\n"},
    {"en", "\"We keep good relations,\" Roe said.\n\"That's textbook,\" he said. \"Nobody stopped for their bags.\"",
     "We keep good relations <Roe> []\nNobody stopped for their bags <> []\n"},
    {"en", "\"We keep good relations.\n\"They matter to us,\" Brevik said.",
     "We keep good relations. <Brevik> []\nThey matter to us <Brevik> []\n"},
    {"en", "\"We keep\ngood relations with\nall of them,\" Brevik said.",
     "We keep <Brevik> []\ngood relations with <Brevik> []\nall of them <Brevik> []\n"},
    {"en", "He said \"we keep good relations and left.\nThey met \"in a small town\" nearby.",
     "we keep good relations and left. <> []\nin a small town <> []\n"},
    /* Marks. */
    {"id", "\342\200\234Kami menolak tekanan,\342\200\235 kata Brevik.", "Kami menolak tekanan <Brevik> []\n"},
    {"id", "\342\200\235Kami menolak tekanan,\342\200\235 kata Brevik.", "Kami menolak tekanan <Brevik> []\n"},
    {"id", "\342\200\236Kami menolak tekanan,\342\200\234 kata Brevik.", "Kami menolak tekanan <Brevik> []\n"},
    {"id", "\302\253Kami menolak tekanan,\302\273 kata Brevik.", "Kami menolak tekanan <Brevik> []\n"},
    {"en", "\342\200\230We can\342\200\231t go there,\342\200\231 Brevik said.",
     "We can\342\200\231t go there <Brevik> []\n"},
    {"en", "'We can't go there,' Brevik said.", "We can't go there <Brevik> []\n"},
    {"id", "\"Ia bilang 'jangan pergi' lalu diam,\" kata Ani.", "Ia bilang 'jangan pergi' lalu diam <Ani> []\n"},
    {"id", "\"Ia bilang \342\200\234jangan pergi\342\200\235 lalu diam,\" kata Ani.",
     "Ia bilang \342\200\234jangan pergi\342\200\235 lalu diam <Ani> []\n"},
    {"id", "\"Saya tidak tahu...\" katanya.", "Saya tidak tahu... <> []\n"},
    /* None. */
    {"id", "", ""},
    {"id", "Ia disebut \"Si Jago\" oleh warga.", ""},
    {"en", "The workers' strike hit the owners' profits.", ""},
    {"id", "Baca Juga: \"Kami menolak tekanan Barat,\" kata Brevik", ""},
    {"en", "A 5\" screen and a 7\" screen.", ""},
};

static const char *list(struct text_quotes quotes)
{
    static struct text_buffer b;
    text_buffer_clear(&b);
    for (size_t i = 0; i < quotes.count; i++) {
        struct text_quote q = quotes.at[i];
        text_buffer_add_format(&b, "%.*s <%.*s> [%.*s]\n", TEXT_PRINT(q.text), TEXT_PRINT(q.speaker),
                               TEXT_PRINT(q.source));
    }
    text_buffer_add_char(&b, '\0');
    return b.p;
}

int main(void)
{
    struct text_arena *arena = text_arena_new();
    languages_load();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct text_language *language = language_of(cases[i].code);
        struct text_document d = segments_of(language, text_span_of(cases[i].text), false, arena);
        struct text_quotes quotes;
        struct text_error err;
        bool fine = text_quotes(language, &d, arena, &quotes, &err) == TEXT_OK;
        check(fine && strcmp(list(quotes), cases[i].quotes) == 0, "%s\ngives    %sexpected %s", cases[i].text,
              fine ? list(quotes) : "an error ", cases[i].quotes);
    }
    languages_free();
    text_arena_free(arena);
    return check_report();
}
