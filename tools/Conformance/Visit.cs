using Microsoft.ML.Data;

namespace Conformance;

/// <summary>A row of raw columns.</summary>
internal sealed class Visit
{
    public string Page { get; set; } = "";

    public float Minutes { get; set; }

    public bool Member { get; set; }

    [VectorType(2)]
    public float[] Scores { get; set; } = [0, 0];

    public static Visit[] Some(int count)
    {
        Random random = new(3);
        string[] pages = ["home", "shop", "help"];
        return [.. Enumerable.Range(0, count).Select(i => new Visit
        {
            Page = pages[i % 3],
            Minutes = random.NextSingle() * 10,
            Member = i % 5 == 0,
            Scores = [random.NextSingle(), -3 * random.NextSingle()],
        })];
    }

    /// <summary>What the row has in a column, as JSON writes it.</summary>
    public IEnumerable<object> ValuesOf(string column) => column switch
    {
        nameof(Page) => [Page],
        nameof(Minutes) => [Minutes],
        nameof(Member) => [Member],
        _ => Scores.Select(score => (object)score),
    };
}
