using System.CommandLine;
using System.Globalization;
using DeepQ.MLNet.Cards;
using TrainModels;

Argument<string> problem = new("problem") { Description = "The problem, or all" };
problem.AcceptOnlyFromAmong([.. Recipe.All.Select(recipe => recipe.Name), "all"]);
Argument<string> folder = new("folder") { Description = "Where the policies and their cards go", DefaultValueFactory = _ => "models" };
RootCommand command = new("Trains the policies of models/, and writes their cards.") { problem, folder };
command.SetAction(parsed =>
{
    string wanted = parsed.GetValue(problem)!, path = parsed.GetValue(folder)!;
    foreach (Recipe recipe in Recipe.All.Where(recipe => wanted == "all" || recipe.Name == wanted))
    {
        PolicyCard card = ModelFolder.Make(recipe, path, new Ticker());
        PolicyCardFigure mean = card.Values[0];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{card.Title}: {mean.Name} {mean.Value:F2} ({mean.Interval}), {card.Bytes:N0} bytes, "
            + $"{Path.Combine(path, card.Title, ModelFolder.PolicyName)}"));
    }

    ModelFolder.WriteIndex(path);
});
Option<string> models = new("--models") { Description = "The folder of the policies", DefaultValueFactory = _ => "models" };
Command compress = new("compress", "Prints how many actions 8-bit weights keep, for each policy, and the size of the files.") { models };
compress.SetAction(parsed =>
{
    foreach (string line in CompressionTable.Lines(parsed.GetValue(models)!))
        Console.WriteLine(line);
});
command.Subcommands.Add(compress);
return command.Parse(args).Invoke();
