# Makes of Redmine's empty database one with a project, two people and an API key.
I18n.locale = :en
Redmine::DefaultData::Loader.load('en') if Redmine::DefaultData::Loader.no_data?
Setting.rest_api_enabled = '1'
Setting.text_formatting = 'textile'
# Nobody reads mail here, and the jobs that write it would wait for the database's one writer.
Setting.notified_events = []
admin = User.find_by_login('admin')
admin.update!(must_change_passwd: false)
Token.create!(user: admin, action: 'api').update_column(:value, ENV['TOCSIN_API_KEY'])
project = Project.create!(
  name: 'Payments', identifier: 'payments', is_public: true,
  enabled_module_names: ['issue_tracking'], trackers: Tracker.all.to_a)
%w[a b].each do |last|
  user = User.new(firstname: 'dev', lastname: last, mail: "dev-#{last}@bank.example", language: 'en')
  user.login = "dev#{last}"
  user.password = user.password_confirmation = "of-#{last}-for-tests"
  user.save!
  Member.create!(principal: user, project: project, roles: [Role.givable.first])
end
