var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "Learning Account");
app.Run();

public partial class Program;
