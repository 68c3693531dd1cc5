using System.Globalization;
using DeepQ.MLNet.Cards;
using TrainModels;

string[] names = [.. Recipe.All.Select(recipe => recipe.Name)];
if (args.Length is not (1 or 2) || !(args[0] is "all" or "compress" || names.Contains(args[0])))
{
    Console.Error.WriteLine($"usage: TrainModels {string.Join('|', names)}|all|compress [FOLDER], the folder models unless told");
    return 2;
}

string models = args.Length == 2 ? args[1] : "models";
if (args[0] == "compress")
{
    foreach (string line in CompressionTable.Lines(models))
        Console.WriteLine(line);
    return 0;
}

foreach (Recipe recipe in Recipe.All.Where(recipe => args[0] == "all" || recipe.Name == args[0]))
{
    PolicyCard card = ModelFolder.Make(recipe, models, new Ticker());
    PolicyCardFigure mean = card.Values[0];
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{card.Title}: {mean.Name} {mean.Value:F2} ({mean.Interval}), {card.Bytes:N0} bytes, "
        + $"{Path.Combine(models, card.Title, ModelFolder.PolicyName)}"));
}

ModelFolder.WriteIndex(models);
return 0;
