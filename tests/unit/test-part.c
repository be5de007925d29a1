/* align_part_find: which words of one text answer to some words of the other. All texts were written for this test. */
#include "tests/unit/align.h"

#include "tests/unit/check.h"

enum from { ID, EN };

static const struct {
    struct {
        const char *id, *en;
    } text;
    enum from from;
    const char *phrase, *part; /* NULL: it is not clear */
} rows[] = {
    /* The order of the words differs. */
    {{"Bank sentral menaikkan suku bunga acuan.", "The central bank raised its benchmark interest rate."},
     ID,
     "Bank sentral",
     "central bank"},
    {{"Bank sentral menaikkan suku bunga acuan.", "The central bank raised its benchmark interest rate."},
     ID,
     "suku bunga acuan",
     "benchmark interest rate"},
    {{"Kapal perang itu meninggalkan pelabuhan kecil kemarin.", "Yesterday the warship left the small harbour."},
     ID,
     "pelabuhan kecil",
     "small harbour"},
    {{"Menteri Pertahanan bertemu dengan wartawan asing di hotel.",
      "At the hotel the defence minister met foreign reporters."},
     ID,
     "wartawan asing",
     "foreign reporters"},
    {{"Menteri Pertahanan bertemu dengan wartawan asing di hotel.",
      "At the hotel the defence minister met foreign reporters."},
     ID,
     "Menteri Pertahanan",
     "defence minister"},
    {{"Harga beras naik karena musim hujan terlambat.", "Rice prices rose because the rainy season was late."},
     ID,
     "musim hujan",
     "rainy season"},
    {{"Harga beras naik karena musim hujan terlambat.", "Rice prices rose because the rainy season was late."},
     ID,
     "Harga beras naik",
     "Rice prices rose"},
    /* The same word twice: what stands beside it decides. */
    {{"Harga minyak naik, tetapi harga gula turun tajam.", "Oil prices rose, but sugar prices fell sharply."},
     ID,
     "harga gula",
     "sugar prices"},
    {{"Harga minyak naik, tetapi harga gula turun tajam.", "Oil prices rose, but sugar prices fell sharply."},
     ID,
     "Harga minyak",
     "Oil prices"},
    {{"Perusahaan besar membantu perusahaan kecil di desa.", "The large company helps small companies in the village."},
     ID,
     "perusahaan kecil",
     "small companies"},
    /* Common words at the edges: they go where nothing of the phrase asks for them, and stay where it does. */
    {{"Pemerintah menambah anggaran untuk pendidikan dasar tahun ini.",
      "The government increased the budget for basic education this year."},
     ID,
     "untuk pendidikan dasar",
     "for basic education"},
    {{"Pemerintah menambah anggaran untuk pendidikan dasar tahun ini.",
      "The government increased the budget for basic education this year."},
     ID,
     "pendidikan dasar",
     "basic education"},
    {{"Rapat itu diadakan di kantor polisi pada malam hari.", "The meeting was held in the police station at night."},
     ID,
     "kantor polisi",
     "police station"},
    {{"Dana dari lembaga keuangan mikro sudah habis.", "The funds of the microfinance institutions are spent."},
     ID,
     "dari lembaga keuangan mikro",
     "of the microfinance institutions"},
    /* Names, numbers, money, dates. */
    {{"Gubernur Rahmat Surya mengunjungi Palangka Raya kemarin.",
      "Governor Rahmat Surya visited Palangka Raya yesterday."},
     ID,
     "mengunjungi Palangka Raya",
     "visited Palangka Raya"},
    {{"Dia membayar Rp 2 juta untuk sewa rumah.", "He paid Rp2 million in rent for the house."},
     ID,
     "Rp 2 juta",
     "Rp2 million"},
    {{"Inflasi tahunan mencapai 5,2 persen pada bulan Maret.", "Annual inflation reached 5.2% in March."},
     ID,
     "mencapai 5,2 persen",
     "reached 5.2%"},
    {{"Kontrak senilai US$ 15 juta itu ditandatangani di Jakarta.",
      "The contract, worth $15 million, was signed in Jakarta."},
     ID,
     "US$ 15 juta",
     "$15 million"},
    {{"Kapal itu tenggelam pada Senin (6/3/2023) di Laut Jawa.",
      "The ship sank in the Java Sea on Monday (March 6, 2023)."},
     ID,
     "Senin (6/3/2023",
     "Monday (March 6, 2023)"},
    {{"Kapal itu tenggelam pada Senin (6/3/2023) di Laut Jawa.",
      "The ship sank in the Java Sea on Monday (March 6, 2023)."},
     ID,
     "di Laut Jawa",
     "Java Sea"},
    /* Brackets and quotation marks are whole, or left out. */
    {{"Badan Pangan Dunia (BPD) mengirim bantuan ke pulau itu.", "The World Food Agency (WFA) sent aid to the island."},
     ID,
     "mengirim bantuan ke pulau",
     "sent aid to the island"},
    {{"Ia menyebut rencana itu \"langkah berani\" dalam pidatonya.",
      "In his speech he called the plan a \"bold step\"."},
     ID,
     "langkah berani",
     "bold step"},
    {{"Ia menyebut rencana itu \"langkah berani\" dalam pidatonya.",
      "In his speech he called the plan a \"bold step\"."},
     ID,
     "rencana itu \"langkah berani",
     "the plan a \"bold step\""},
    {{"Jumlah penduduk miskin (tidak termasuk kota) menurun.",
      "The number of poor people (not including cities) declined."},
     ID,
     "Jumlah penduduk miskin",
     "number of poor people"},
    /* From the other side. */
    {{"Bank sentral menaikkan suku bunga acuan.", "The central bank raised its benchmark interest rate."},
     EN,
     "central bank",
     "Bank sentral"},
    {{"Bank sentral menaikkan suku bunga acuan.", "The central bank raised its benchmark interest rate."},
     EN,
     "benchmark interest rate",
     "suku bunga acuan"},
    {{"Harga minyak naik, tetapi harga gula turun tajam.", "Oil prices rose, but sugar prices fell sharply."},
     EN,
     "sugar prices fell sharply",
     "harga gula turun tajam"},
    {{"Inflasi tahunan mencapai 5,2 persen pada bulan Maret.", "Annual inflation reached 5.2% in March."},
     EN,
     "reached 5.2%",
     "mencapai 5,2 persen"},
    {{"Kapal perang itu meninggalkan pelabuhan kecil kemarin.", "Yesterday the warship left the small harbour."},
     EN,
     "small harbour",
     "pelabuhan kecil"},
    {{"Para petani menanam padi dua kali setahun di lembah ini.",
      "In this valley the farmers plant rice twice a year."},
     EN,
     "plant rice",
     "menanam padi"},
    /* The whole text. */
    {{"Laporan tahunan", "Annual report"}, ID, "Laporan tahunan", "Annual report"},
    /* What the translation leaves out, says elsewhere, or says in other words altogether is not there. */
    {{"Meski demikian, menurut dia, sejumlah pembeli masih menunggu.",
      "Prices fell again in the second week of the month."},
     ID,
     "sejumlah pembeli",
     NULL},
    {{"Presiden membuka jembatan baru itu, disaksikan ribuan warga.", "The president opened the new bridge."},
     ID,
     "disaksikan ribuan warga",
     NULL},
    {{"Harga beras naik.", "Weather: rain in the west, sunny in the east."}, ID, "Harga beras", NULL},
    {{"Harga beras naik.", ""}, ID, "Harga beras", NULL},
    {{"Harga beras naik.", "..."}, ID, "Harga beras", NULL},
};

static struct text_arena *arena;

static void look(size_t i)
{
    struct align_phrase phrase = {.text = {text_span_of(rows[i].text.id), text_span_of(rows[i].text.en)},
                                  .side = rows[i].from == ID ? ALIGN_SOURCE : ALIGN_TARGET};
    const char *one = rows[i].from == ID ? rows[i].text.id : rows[i].text.en;
    const char *other = rows[i].from == ID ? rows[i].text.en : rows[i].text.id;
    struct align_part part = {{7, 7}, 7};
    struct text_error err = {.message = ""};
    phrase.range.begin = (size_t)(strstr(one, rows[i].phrase) - one);
    phrase.range.end = phrase.range.begin + strlen(rows[i].phrase);
    text_arena_reset(arena);
    enum text_status status = align_part_find(model, &phrase, arena, &part, &err);
    check(status == TEXT_OK, "\"%s\": %s", one, err.message);
    struct text_span found = {other + part.range.begin, part.range.end - part.range.begin};
    check(text_span_equal(found, text_span_of(rows[i].part ? rows[i].part : "")),
          "\"%s\" in \"%s\": found \"%.*s\" with %.2f, expected \"%s\"", rows[i].phrase, other, TEXT_PRINT(found),
          part.confidence, rows[i].part ? rows[i].part : "");
    check(rows[i].part ? part.confidence >= ALIGN_LEAST_PART && part.confidence <= 1 : !(part.confidence > 0),
          "\"%s\" in \"%s\": confidence %.2f", rows[i].phrase, other, part.confidence);
}

/* Whatever the range, what is found lies in the text and begins and ends at a character. */
static void look_everywhere(const char *id, const char *en)
{
    size_t n = strlen(id);
    for (size_t begin = 0; begin <= n; begin++) {
        for (size_t end = begin; end <= n + 1; end++) {
            struct align_phrase phrase = {{text_span_of(id), text_span_of(en)}, ALIGN_SOURCE, {begin, end}};
            struct align_part part = {0};
            text_arena_reset(arena);
            bool ok = align_part_find(model, &phrase, arena, &part, NULL) == TEXT_OK &&
                      part.range.begin <= part.range.end && part.range.end <= strlen(en);
            ok = ok && (part.range.end == 0 ||
                        ((en[part.range.begin] & 0xC0) != 0x80 && (en[part.range.end] & 0xC0) != 0x80));
            if (!ok) {
                check(false, "bytes %zu to %zu of \"%s\": found %zu to %zu", begin, end, id, part.range.begin,
                      part.range.end);
            }
        }
    }
    check(true, "\"%s\"", id);
}

int main(void)
{
    model_load();
    arena = text_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        look(i);
    }
    look_everywhere("Ia “sangat senang” (5%) di Kafé", "She was “very happy” (5%) at the Café");
    look_everywhere("\xff\xfe (( \" 5", " )) \"\" 5% \xff");
    text_arena_free(arena);
    model_free();
    return check_report();
}
