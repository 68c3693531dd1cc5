using System.Globalization;
using TrainModels;

string[] names = [.. Recipe.All.Select(recipe => recipe.Name)];
if (args.Length != 2 || !(args[0] == "all" || names.Contains(args[0])))
{
    Console.Error.WriteLine($"usage: model {string.Join('|', names)}|all FOLDER");
    return 2;
}

string models = args[1];
foreach (Recipe recipe in Recipe.All.Where(recipe => args[0] == "all" || recipe.Name == args[0]))
{
    ModelCard card = ModelFolder.Make(recipe, models, new Ticker());
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{card.Name}: mean return {card.Returns.Mean:F2} [{card.Returns.Low:F2}, {card.Returns.High:F2}], "
        + $"{card.File.Bytes:N0} bytes, {Path.Combine(models, card.Name, ModelFolder.PolicyName)}"));
}

ModelFolder.WriteIndex(models);
return 0;
