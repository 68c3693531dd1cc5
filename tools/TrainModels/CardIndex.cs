using System.Globalization;
using System.Text;
using DeepQ.MLNet.Cards;
using DeepQ.Serving.Compression;

namespace TrainModels;

/// <summary>The page that lists the policies.</summary>
internal static class CardIndex
{
    public const string FileName = "README.md";

    public static string Of(IEnumerable<(Recipe Recipe, PolicyCard Card)> policies)
    {
        StringBuilder page = new();
        page.Append("# Trained policies\n\n");
        page.Append(
            "Each folder has a policy as an ONNX file, and its card as Markdown, JSON and a picture. "
            + $"`{Recipe.CommandOf("NAME")}` trains a policy again and writes its card, and `all` does so for all of them. "
            + "A test lets each policy act and compares its returns with the card.\n\n");
        page.Append("| policy | mean return (95%) | solved at | size | same action in int8 | NAME |\n");
        page.Append("|---|---|---|---|---|---|\n");
        foreach ((Recipe recipe, PolicyCard card) in policies)
        {
            double agreement = Figure(card, Measurements.Agreement(PolicyPrecision.Int8));
            page.Append(
                CultureInfo.InvariantCulture,
                $"| [{card.Title}]({card.Title}/{ModelFolder.CardName}) | {card.Values[0].Value:0.###} "
                + $"({card.Values[0].Interval}) | {recipe.Aim:0.###} | {card.Bytes / 1024.0:F0} kB | "
                + $"{100 * agreement:0.##}% | `{recipe.Name}` |\n");
        }

        return page.ToString();
    }

    public static double Figure(PolicyCard card, string name) => card.Figures.Single(figure => figure.Name == name).Value;
}
