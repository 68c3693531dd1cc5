// Makes up the log of the template deepq-log: dotnet run eng/invoices.cs > templates/log/Sample-1/invoices.csv
//
// Each week that an invoice is unpaid, somebody waits, writes a letter or calls, by chance. A regular customer mostly pays
// anyway; a new one mostly has to be called. After three weeks the invoice is given up.
string[] actions = ["wait", "letter", "call"];
int[] costs = [0, 1, 8];
double[] regularPays = [0.60, 0.65, 0.70];
double[] newPays = [0.05, 0.15, 0.60];
int[] amounts = [10, 30, 50, 70];
const double Regular = 0.4;
const int Invoices = 3_000;
const int Weeks = 3;

Random random = new(1);
using StreamWriter log = new(Console.OpenStandardOutput()) { NewLine = "\n" };
log.WriteLine("Invoice,Week,Customer,Amount,Action,Profit,Closed");
for (int invoice = 1; invoice <= Invoices; invoice++)
{
    bool isRegular = random.NextDouble() < Regular;
    int amount = amounts[random.Next(amounts.Length)];
    bool isClosed = false;
    for (int week = 1; !isClosed; week++)
    {
        int action = random.Next(actions.Length);
        bool isPaid = random.NextDouble() < (isRegular ? regularPays : newPays)[action];
        isClosed = isPaid || week == Weeks;
        log.WriteLine(string.Join(',',
            invoice, week, isRegular ? "regular" : "new", amount, actions[action],
            (isPaid ? amount : 0) - costs[action], isClosed ? "true" : "false"));
    }
}
